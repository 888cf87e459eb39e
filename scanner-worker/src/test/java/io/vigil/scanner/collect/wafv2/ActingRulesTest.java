package io.vigil.scanner.collect.wafv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WafRule;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.wafv2.model.LabelMatchScope;
import software.amazon.awssdk.services.wafv2.model.ManagedRuleGroupStatement;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.RuleAction;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.WebACL;

class ActingRulesTest {
    private static final RuleAction ALLOW = RuleAction.builder().allow(a -> {}).build();
    private static final RuleAction BLOCK = RuleAction.builder().block(b -> {}).build();
    private static final RuleAction COUNT = RuleAction.builder().count(c -> {}).build();
    private static final Statement OFFICE = Statement.builder()
            .ipSetReferenceStatement(s -> s.arn("arn:office"))
            .build();
    private static final Statement SQLI =
            Statement.builder().sqliMatchStatement(s -> {}).build();
    private static final String NAMESPACE = "awswaf:managed:aws:sql-database:";

    @Test
    void whatIsAllowedMeetsNoLaterRule() {
        // When
        List<WafRule> rules = acting(a -> a.rules(
                rule("all", 0, FlatRulesTest.path("/"), r -> r.action(ALLOW)),
                rule("sqli", 1, SQLI, r -> r.action(BLOCK))));

        // Then
        assertThat(rules).extracting(WafRule::name).containsExactly("all");
    }

    @Test
    void allButTheExceptedAreAllowedToo() {
        // When
        List<WafRule> rules = acting(a -> a.rules(
                rule("all but", 0, FlatRulesTest.not(OFFICE), r -> r.action(ALLOW)),
                rule("sqli", 1, SQLI, r -> r.action(BLOCK))));

        // Then
        assertThat(rules).extracting(WafRule::name).containsExactly("all but");
    }

    @Test
    void whoeverElseIsAllowedIsAnException() {
        // When
        List<WafRule> rules = acting(a ->
                a.rules(rule("office", 0, OFFICE, r -> r.action(ALLOW)), rule("sqli", 1, SQLI, r -> r.action(BLOCK))));

        // Then
        assertThat(rules).extracting(WafRule::name).containsExactly("office", "sqli");
    }

    @Test
    void behindTheLastAllowingRuleNothingIsLetInWhereTheDefaultBlocks() {
        // When
        List<WafRule> rules = acting(a -> a.defaultAction(d -> d.block(b -> {}))
                .rules(
                        rule("xss", 0, FlatRulesTest.path("/x"), r -> r.action(BLOCK)),
                        rule("shop", 1, FlatRulesTest.path("/shop"), r -> r.action(ALLOW)),
                        rule("sqli", 2, SQLI, r -> r.action(BLOCK))));

        // Then
        assertThat(rules).extracting(WafRule::name).containsExactly("xss", "shop");
    }

    @Test
    void aGroupThatCountsActsWhereALaterRuleStopsAllItsLabels() {
        // When
        List<WafRule> rules = acting(a -> a.rules(
                rule("group", 0, managed(g -> g), r -> r.overrideAction(o -> o.count(c -> {}))),
                rule("label", 1, label(LabelMatchScope.NAMESPACE, NAMESPACE), r -> r.action(BLOCK))));

        // Then
        assertThat(rules)
                .extracting(WafRule::name, WafRule::action)
                .containsExactly(tuple("group", "GROUP"), tuple("label", "BLOCK"));
    }

    @Test
    void aGroupThatCountsStaysSoWhereItsLabelsAreStoppedBeforeIt() {
        // When
        List<WafRule> rules = acting(a -> a.rules(
                rule("label", 0, label(LabelMatchScope.NAMESPACE, NAMESPACE), r -> r.action(BLOCK)),
                rule("group", 1, managed(g -> g), r -> r.overrideAction(o -> o.count(c -> {})))));

        // Then
        assertThat(rules).extracting(WafRule::action).containsExactly("BLOCK", "COUNT");
    }

    @Test
    void anOverrideToCountIsNoneWhereALaterRuleStopsItsLabel() {
        // When
        List<WafRule> rules = acting(a -> a.rules(
                rule(
                        "group",
                        0,
                        managed(g -> g.ruleActionOverrides(
                                o -> o.name("SQLi_BODY").actionToUse(COUNT),
                                o -> o.name("SQLi_COOKIE").actionToUse(COUNT),
                                o -> o.name("SQLi_URIPATH").actionToUse(ALLOW))),
                        r -> r.overrideAction(o -> o.none(n -> {}))),
                rule("body", 1, label(LabelMatchScope.LABEL, NAMESPACE + "SQLi_Body"), r -> r.action(BLOCK)),
                rule("path", 2, label(LabelMatchScope.LABEL, NAMESPACE + "SQLi_URIPath"), r -> r.action(BLOCK))));

        // Then
        assertThat(rules.getFirst()
                        .statements()
                        .getFirst()
                        .managedRuleGroupStatement()
                        .ruleActionOverrides())
                .extracting(override -> override.name())
                .containsExactly("SQLi_COOKIE", "SQLi_URIPATH");
    }

    @Test
    void anOwnRuleThatCountsBlocksWhereALaterRuleStopsItsLabel() {
        // When
        List<WafRule> rules = acting(a -> a.rules(
                rule("own", 0, SQLI, r -> r.action(COUNT).ruleLabels(l -> l.name("injection"))),
                rule("other", 1, SQLI, r -> r.action(COUNT).ruleLabels(l -> l.name("never"))),
                rule("stop", 2, label(LabelMatchScope.LABEL, "injection"), r -> r.action(BLOCK))));

        // Then
        assertThat(rules)
                .extracting(WafRule::name, WafRule::action)
                .containsExactly(tuple("own", "BLOCK"), tuple("other", "COUNT"), tuple("stop", "BLOCK"));
    }

    private static Statement label(LabelMatchScope scope, String key) {
        return Statement.builder()
                .labelMatchStatement(l -> l.scope(scope).key(key))
                .build();
    }

    private static Statement managed(UnaryOperator<ManagedRuleGroupStatement.Builder> more) {
        return Statement.builder()
                .managedRuleGroupStatement(more.apply(ManagedRuleGroupStatement.builder()
                                .vendorName("AWS")
                                .name("AWSManagedRulesSQLiRuleSet"))
                        .build())
                .build();
    }

    private static Rule rule(String name, int priority, Statement statement, UnaryOperator<Rule.Builder> more) {
        return more.apply(Rule.builder().name(name).priority(priority).statement(statement))
                .build();
    }

    private static List<WafRule> acting(UnaryOperator<WebACL.Builder> more) {
        WebACL acl = more.apply(WebACL.builder().defaultAction(d -> d.allow(a -> {})))
                .build();
        Read<List<WafRule>> flat = new FlatRules(
                        arn -> Read.missing(new Unread(UnreadReason.ACCESS_DENIED, "wafv2:GetRuleGroup", null, arn)))
                .of(acl);
        if (flat instanceof Read.Known<List<WafRule>>(List<WafRule> known)) return ActingRules.of(acl, known);
        throw new AssertionError(flat);
    }
}
