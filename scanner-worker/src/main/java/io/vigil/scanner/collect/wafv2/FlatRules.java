package io.vigil.scanner.collect.wafv2;

import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WafRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.wafv2.model.CountAction;
import software.amazon.awssdk.services.wafv2.model.ExcludedRule;
import software.amazon.awssdk.services.wafv2.model.FirewallManagerRuleGroup;
import software.amazon.awssdk.services.wafv2.model.Label;
import software.amazon.awssdk.services.wafv2.model.ManagedRuleGroupStatement;
import software.amazon.awssdk.services.wafv2.model.OverrideAction;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.RuleAction;
import software.amazon.awssdk.services.wafv2.model.RuleActionOverride;
import software.amazon.awssdk.services.wafv2.model.RuleGroup;
import software.amazon.awssdk.services.wafv2.model.RuleGroupReferenceStatement;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/**
 * Makes a web ACL's rules flat: what a rule really does after every override, and what it looks at without nesting.
 *
 * <p>Left out are statements that a rule does not act on by themselves: those under NOT, those that must hold together,
 * and those that narrow a rate limit. A rule that blocks the 101st injection of a minute does not keep injections out, and
 * one that blocks injections from one country lets those from others in.
 */
final class FlatRules {
    private static final String COUNT = "COUNT";
    private static final String GROUP = "GROUP";
    private static final Comparator<Rule> BY_PRIORITY = Comparator.comparing(Rule::priority);

    /** Reads a rule group of the customer by its ARN. */
    private final Function<String, Read<RuleGroup>> ruleGroups;

    FlatRules(Function<String, Read<RuleGroup>> ruleGroups) {
        this.ruleGroups = ruleGroups;
    }

    /** In the order of priority; missing as a whole when one of its rule groups is, since that one may decide. */
    Read<List<WafRule>> of(WebACL acl) {
        Stream<Rule> before = acl.preProcessFirewallManagerRuleGroups().stream().map(FlatRules::asRule);
        Stream<Rule> after = acl.postProcessFirewallManagerRuleGroups().stream().map(FlatRules::asRule);
        Read<List<WafRule>> all = Read.known(List.of());
        for (Stream<Rule> part : List.of(before, acl.rules().stream(), after))
            for (Rule rule : part.sorted(BY_PRIORITY).toList())
                all = all.flatMap(known -> flat(rule).map(more -> joined(known, more)));
        return all;
    }

    private Read<List<WafRule>> flat(Rule rule) {
        boolean counts = counts(rule.overrideAction());
        RuleGroupReferenceStatement reference = rule.statement().ruleGroupReferenceStatement();
        if (reference != null) return ruleGroups.apply(reference.arn()).map(group -> inGroup(reference, group, counts));
        ManagedRuleGroupStatement managed = rule.statement().managedRuleGroupStatement();
        String action = managed == null ? name(rule.action()) : counts ? COUNT : GROUP;
        return Read.known(List.of(acting(rule, /* ruleGroup */ "", action)));
    }

    private static List<WafRule> inGroup(RuleGroupReferenceStatement reference, RuleGroup group, boolean counts) {
        Map<String, String> overrides = overrides(reference.excludedRules(), reference.ruleActionOverrides());
        return group.rules().stream()
                .sorted(BY_PRIORITY)
                .map(rule -> acting(
                        rule,
                        reference.arn(),
                        counts ? COUNT : overrides.getOrDefault(rule.name(), name(rule.action()))))
                .toList();
    }

    private static WafRule acting(Rule rule, String ruleGroup, String action) {
        return new WafRule(
                rule.name(),
                ruleGroup,
                action,
                leaves(rule.statement()),
                Breadth.isMost(rule.statement()),
                rule.ruleLabels().stream().map(Label::name).toList());
    }

    /** {@code ExcludedRules} is the older word for an override to Count. */
    private static Map<String, String> overrides(List<ExcludedRule> excluded, List<RuleActionOverride> overrides) {
        Map<String, String> actions = new HashMap<>();
        for (ExcludedRule rule : excluded) actions.put(rule.name(), COUNT);
        for (RuleActionOverride rule : overrides) actions.put(rule.name(), name(rule.actionToUse()));
        return actions;
    }

    private static List<Statement> leaves(Statement statement) {
        if (statement.andStatement() != null)
            return together(statement.andStatement().statements());
        if (statement.orStatement() != null)
            return leaves(statement.orStatement().statements());
        if (statement.notStatement() != null) return List.of();
        if (statement.rateBasedStatement() != null)
            return List.of(statement.copy(s -> s.rateBasedStatement(
                    statement.rateBasedStatement().copy(r -> r.scopeDownStatement((Statement) null)))));
        if (statement.managedRuleGroupStatement() != null)
            return List.of(
                    statement.copy(s -> s.managedRuleGroupStatement(inOneForm(statement.managedRuleGroupStatement()))));
        return List.of(statement);
    }

    /** Of conditions that must all hold, the only one that demands something. */
    private static List<Statement> together(List<Statement> all) {
        List<Statement> demands =
                all.stream().filter(each -> !Breadth.onlyExcepts(each)).toList();
        return demands.size() == 1 ? leaves(demands.getFirst()) : List.of();
    }

    private static List<Statement> leaves(List<Statement> statements) {
        return statements.stream().flatMap(s -> leaves(s).stream()).toList();
    }

    /** Excluded rules become overrides to Count, so that a check reads one list; mere exceptions are left out. */
    private static ManagedRuleGroupStatement inOneForm(ManagedRuleGroupStatement group) {
        List<RuleActionOverride> overrides = new ArrayList<>(group.ruleActionOverrides());
        RuleAction count =
                RuleAction.builder().count(CountAction.builder().build()).build();
        for (ExcludedRule rule : group.excludedRules())
            overrides.add(RuleActionOverride.builder()
                    .name(rule.name())
                    .actionToUse(count)
                    .build());
        Statement scope = group.scopeDownStatement();
        Statement narrowing = scope == null || Breadth.onlyExcepts(scope) ? null : scope;
        return group.copy(
                g -> g.scopeDownStatement(narrowing).excludedRules(List.of()).ruleActionOverrides(overrides));
    }

    private static Rule asRule(FirewallManagerRuleGroup group) {
        return Rule.builder()
                .name(group.name())
                .priority(group.priority())
                .overrideAction(group.overrideAction())
                .statement(s -> s.managedRuleGroupStatement(
                                group.firewallManagerStatement().managedRuleGroupStatement())
                        .ruleGroupReferenceStatement(
                                group.firewallManagerStatement().ruleGroupReferenceStatement()))
                .build();
    }

    private static boolean counts(@Nullable OverrideAction override) {
        return override != null && override.count() != null;
    }

    private static String name(@Nullable RuleAction action) {
        if (action == null) return COUNT;
        if (action.block() != null) return "BLOCK";
        if (action.allow() != null) return "ALLOW";
        if (action.captcha() != null) return "CAPTCHA";
        if (action.challenge() != null) return "CHALLENGE";
        return COUNT;
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
