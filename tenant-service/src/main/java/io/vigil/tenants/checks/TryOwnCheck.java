package io.vigil.tenants.checks;

import io.vigil.checks.Check;
import io.vigil.checks.MalformedCheck;
import io.vigil.checks.OwnCheckProgram;
import io.vigil.checks.OwnCheckProgram.CaseResult;
import io.vigil.contracts.CheckId;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Problem.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Compiles a check and runs its cases; keeps nothing. */
@ApplicationScoped
public class TryOwnCheck {

    /** A check that compiles, and what became of its cases, which all hold. */
    public record Tried(CheckId id, String title, List<String> resourceTypes, List<CaseResult> cases) {}

    record Sound(Check check, List<CaseResult> cases) {
        Tried told() {
            return new Tried(
                    check.id(),
                    check.title(),
                    check.resourceTypes().stream().map(Object::toString).toList(),
                    cases);
        }
    }

    /** @throws Problem 400 with every place that is wrong: of the source, else of the cases, else the cases that do not hold */
    Sound sound(CheckId id, NewOwnCheck asked) {
        OwnCheckProgram program = at("source", () -> OwnCheckProgram.compile(id, asked.source()));
        List<CaseResult> results = at("cases", () -> program.run(asked.cases()));
        List<Fault> faults = new ArrayList<>();
        for (CaseResult result : results)
            if (!result.holds()) faults.add(new Fault("cases", result.line(), /* column */ 1, fault(result)));
        if (!faults.isEmpty()) throw Problem.malformed(faults);
        return new Sound(program.check(), results);
    }

    private static String fault(CaseResult result) {
        String got = result.message() == null ? result.got() : "%s (%s)".formatted(result.got(), result.message());
        return "case '%s' expects %s and gives %s".formatted(result.name(), result.expect(), got);
    }

    private static <T> T at(String field, Supplier<T> work) {
        try {
            return work.get();
        } catch (MalformedCheck wrong) {
            throw Problem.malformed(List.of(new Fault(field, wrong.line(), wrong.column(), wrong.problem())));
        }
    }
}
