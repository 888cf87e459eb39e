package io.vigil.reports.alerts;

import io.vigil.checks.Filter;
import io.vigil.checks.MalformedCheck;
import io.vigil.tenancy.Problem;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What a rule lets through. */
sealed interface RuleFilter {
    record Everything() implements RuleFilter {}

    record Some(Filter filter) implements RuleFilter {}

    /** @throws Problem 400 that says what is wrong, and where in the expression */
    static RuleFilter of(Trigger trigger, String expression) {
        if (expression.isBlank()) return new Everything();
        try {
            return new Some(Filter.compile(trigger.facts(), expression));
        } catch (MalformedCheck wrong) {
            throw Problem.badRequest(wrong.problem());
        }
    }

    /** Empty for one that is no filter any more, which is the rule's trouble and not the others'. */
    static Optional<RuleFilter> ofKept(AlertRule rule) {
        try {
            return Optional.of(of(rule.trigger(), rule.filter()));
        } catch (Problem outdated) {
            Logger.getLogger(RuleFilter.class)
                    .errorf("a rule tells nothing: %s rule=%s", outdated.getMessage(), rule.id());
            return Optional.empty();
        }
    }

    default boolean matches(Candidate candidate) {
        return switch (this) {
            case Everything() -> true;
            case Some(Filter filter) -> filter.matches(candidate.facts());
        };
    }
}
