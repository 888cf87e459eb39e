package io.vigil.scanner.collect.wafv2;

import io.vigil.checks.aws.wafv2.WafRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.wafv2.model.LabelMatchScope;
import software.amazon.awssdk.services.wafv2.model.LabelMatchStatement;
import software.amazon.awssdk.services.wafv2.model.ManagedRuleGroupStatement;
import software.amazon.awssdk.services.wafv2.model.RuleActionOverride;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/**
 * What a web ACL's rules do once all of them are looked at. An allowed request meets no later rule, and what only counts
 * is acted on when a later rule stops its label.
 */
final class ActingRules {
    private ActingRules() {}

    /** @param flat in the order in which they act */
    static List<WafRule> of(WebACL acl, List<WafRule> flat) {
        List<WafRule> met = untilMostIsAllowed(flat);
        boolean blocksTheRest =
                acl.defaultAction() != null && acl.defaultAction().block() != null;
        return acting(blocksTheRest ? untilNothingIsLet(met) : met);
    }

    private static List<WafRule> untilMostIsAllowed(List<WafRule> rules) {
        for (int i = 0; i < rules.size(); i++)
            if (allows(rules.get(i)) && rules.get(i).matchesMost()) return rules.subList(0, i + 1);
        return rules;
    }

    /** Where the default is to block, what comes behind the last rule that allows looks at what is blocked anyway. */
    private static List<WafRule> untilNothingIsLet(List<WafRule> rules) {
        for (int i = rules.size() - 1; i >= 0; i--) if (allows(rules.get(i))) return rules.subList(0, i + 1);
        return rules;
    }

    private static boolean allows(WafRule rule) {
        return rule.action().equals("ALLOW");
    }

    private static List<WafRule> acting(List<WafRule> rules) {
        List<WafRule> acting = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++)
            acting.add(acting(rules.get(i), ManagedGroups.labels(rules.subList(i + 1, rules.size()))));
        return List.copyOf(acting);
    }

    private static WafRule acting(WafRule rule, List<LabelMatchStatement> later) {
        Optional<ManagedRuleGroupStatement> managed = rule.statements().stream()
                .map(Statement::managedRuleGroupStatement)
                .filter(Objects::nonNull)
                .findFirst();
        if (managed.isPresent()) return acting(rule, managed.get(), later);
        boolean stopped = rule.action().equals("COUNT")
                && rule.labels().stream().anyMatch(own -> later.stream().anyMatch(label -> names(label, own)));
        return stopped ? with(rule, "BLOCK", rule.statements()) : rule;
    }

    private static WafRule acting(WafRule rule, ManagedRuleGroupStatement group, List<LabelMatchStatement> later) {
        boolean stopped = later.stream().anyMatch(label -> ManagedGroups.isAllOf(label, group));
        List<RuleActionOverride> left = group.ruleActionOverrides().stream()
                .filter(override -> override.actionToUse().count() == null
                        || later.stream().noneMatch(label -> ManagedGroups.names(label, group, override.name())))
                .toList();
        Statement statement = Statement.builder()
                .managedRuleGroupStatement(group.copy(g -> g.ruleActionOverrides(left)))
                .build();
        return with(rule, stopped && rule.action().equals("COUNT") ? "GROUP" : rule.action(), List.of(statement));
    }

    /** A label is named by itself, or with the prefix of the account and web ACL or rule group that puts it on. */
    private static boolean names(LabelMatchStatement label, String own) {
        return label.scope() != LabelMatchScope.NAMESPACE
                && (label.key().equals(own) || label.key().endsWith(":" + own));
    }

    private static WafRule with(WafRule rule, String action, List<Statement> statements) {
        return new WafRule(rule.name(), rule.ruleGroup(), action, statements, rule.matchesMost(), rule.labels());
    }
}
