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
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.wafv2.model.ManagedRuleGroupStatement;
import software.amazon.awssdk.services.wafv2.model.PositionalConstraint;
import software.amazon.awssdk.services.wafv2.model.Rule;
import software.amazon.awssdk.services.wafv2.model.RuleAction;
import software.amazon.awssdk.services.wafv2.model.RuleGroup;
import software.amazon.awssdk.services.wafv2.model.Statement;
import software.amazon.awssdk.services.wafv2.model.WebACL;

class FlatRulesTest {
    private static final String GROUP_ARN = "arn:aws:wafv2:eu-central-1:111122223333:regional/rulegroup/ours/1";
    private static final RuleAction BLOCK = RuleAction.builder().block(b -> {}).build();
    private static final RuleAction COUNT = RuleAction.builder().count(c -> {}).build();
    private static final Statement SQLI =
            Statement.builder().sqliMatchStatement(s -> {}).build();
    private static final Statement XSS =
            Statement.builder().xssMatchStatement(s -> {}).build();
    private static final Statement GEO =
            Statement.builder().geoMatchStatement(s -> {}).build();
    private static final Statement FRIENDS = Statement.builder()
            .ipSetReferenceStatement(s -> s.arn("arn:friends"))
            .build();
    private static final Statement ADMIN = path("/admin");
    private static final Statement EVERY_PATH = path("/");

    @Test
    void laysTheMembersOfOrSideBySide() {
        // Given
        Statement nested = or(GEO, or(SQLI, XSS));

        // When
        Read<List<WafRule>> rules = flat(rule("r", 0, nested, r -> r.action(BLOCK)));

        // Then
        assertThat(rules).isEqualTo(Read.known(List.of(acting("r", "", "BLOCK", GEO, SQLI, XSS))));
    }

    @Test
    void leavesOutWhatMustHoldTogether() {
        // Given
        Statement fromOneCountryOnly = and(GEO, or(SQLI, XSS));

        // When
        Read<List<WafRule>> rules = flat(rule("r", 0, fromOneCountryOnly, r -> r.action(BLOCK)));

        // Then
        assertThat(rules).isEqualTo(Read.known(List.of(acting("r", "", "BLOCK"))));
    }

    @Test
    void keepsWhatOnlySomeAreExceptedFrom() {
        // Given
        Statement butForFriends = and(SQLI, not(FRIENDS));

        // When
        Read<List<WafRule>> rules = flat(rule("r", 0, butForFriends, r -> r.action(BLOCK)));

        // Then
        assertThat(rules).isEqualTo(Read.known(List.of(acting("r", "", "BLOCK", SQLI))));
    }

    @Test
    void takesNoCountryForAnException() {
        // Given
        Statement abroadOnly = and(SQLI, not(GEO));

        // When
        Read<List<WafRule>> rules = flat(rule("r", 0, abroadOnly, r -> r.action(BLOCK)));

        // Then
        assertThat(rules).isEqualTo(Read.known(List.of(acting("r", "", "BLOCK"))));
    }

    @Test
    void leavesOutWhatStandsUnderNot() {
        // When
        List<WafRule> rules = known(flat(rule("r", 0, not(SQLI), r -> r.action(BLOCK))));

        // Then
        assertThat(rules)
                .singleElement()
                .satisfies(rule -> assertThat(rule.statements()).isEmpty());
    }

    @Test
    void keepsWhatNarrowsAManagedGroupAndDropsMereExceptions() {
        // When
        List<WafRule> rules = known(flat(
                rule("paths", 0, managed(g -> g.scopeDownStatement(ADMIN)), r -> r),
                rule("abroad", 1, managed(g -> g.scopeDownStatement(not(GEO))), r -> r),
                rule("friends", 2, managed(g -> g.scopeDownStatement(not(FRIENDS))), r -> r),
                rule("all", 3, managed(g -> g.scopeDownStatement(EVERY_PATH)), r -> r)));

        // Then
        assertThat(rules)
                .filteredOn(rule ->
                        rule.statements().getFirst().managedRuleGroupStatement().scopeDownStatement() != null)
                .extracting(WafRule::name)
                .containsExactly("paths", "abroad");
    }

    @Test
    void doesNotTakeARateLimitForAFilter() {
        // Given
        Statement limit = Statement.builder()
                .rateBasedStatement(r -> r.limit(100L).scopeDownStatement(SQLI))
                .build();

        // When
        List<WafRule> rules = known(flat(rule("r", 0, limit, r -> r.action(BLOCK))));

        // Then
        assertThat(rules.getFirst().statements()).singleElement().satisfies(statement -> {
            assertThat(statement.rateBasedStatement().limit()).isEqualTo(100);
            assertThat(statement.rateBasedStatement().scopeDownStatement()).isNull();
        });
    }

    @Test
    void countsAManagedGroupThatIsOverriddenToCount() {
        // Given
        Statement managed = managed(g -> g);

        // When
        List<WafRule> rules = known(flat(
                rule("acting", 1, managed, r -> r.overrideAction(o -> o.none(n -> {}))),
                rule("counting", 0, managed, r -> r.overrideAction(o -> o.count(c -> {})))));

        // Then
        assertThat(rules)
                .extracting(WafRule::name, WafRule::action)
                .containsExactly(tuple("counting", "COUNT"), tuple("acting", "GROUP"));
    }

    @Test
    void tellsExcludedRulesAsOverridesToCount() {
        // Given
        Statement managed = managed(g -> g.excludedRules(e -> e.name("SQLi_BODY"))
                .ruleActionOverrides(o -> o.name("SQLi_COOKIE").actionToUse(BLOCK)));

        // When
        List<WafRule> rules = known(flat(rule("r", 0, managed, r -> r.overrideAction(o -> o.none(n -> {})))));

        // Then
        ManagedRuleGroupStatement group =
                rules.getFirst().statements().getFirst().managedRuleGroupStatement();
        assertThat(group.ruleActionOverrides())
                .extracting(o -> o.name() + (o.actionToUse().count() == null ? " blocks" : " counts"))
                .containsExactly("SQLi_COOKIE blocks", "SQLi_BODY counts");
        assertThat(group.excludedRules()).isEmpty();
    }

    @Test
    void putsTheRulesOfACustomersGroupInItsPlace() {
        // Given
        Statement reference = Statement.builder()
                .ruleGroupReferenceStatement(r -> r.arn(GROUP_ARN)
                        .excludedRules(e -> e.name("b"))
                        .ruleActionOverrides(o -> o.name("c").actionToUse(a -> a.challenge(c -> {}))))
                .build();

        // When
        Read<List<WafRule>> rules = flat(rule("ref", 0, reference, r -> r.overrideAction(o -> o.none(n -> {}))));

        // Then
        assertThat(rules)
                .isEqualTo(Read.known(List.of(
                        acting("a", GROUP_ARN, "BLOCK", SQLI),
                        acting("b", GROUP_ARN, "COUNT", XSS),
                        acting("c", GROUP_ARN, "CHALLENGE", GEO))));
    }

    @Test
    void countsEveryRuleOfAReferenceThatIsOverriddenToCount() {
        // Given
        Statement reference = Statement.builder()
                .ruleGroupReferenceStatement(r -> r.arn(GROUP_ARN))
                .build();

        // When
        List<WafRule> rules = known(flat(rule("ref", 0, reference, r -> r.overrideAction(o -> o.count(c -> {})))));

        // Then
        assertThat(rules).hasSize(3).extracting(WafRule::action).containsOnly("COUNT");
    }

    @Test
    void knowsNothingWhenARuleGroupCannotBeRead() {
        // Given
        Statement reference = Statement.builder()
                .ruleGroupReferenceStatement(r -> r.arn("arn:denied"))
                .build();

        // When
        Read<List<WafRule>> rules = flat(rule("own", 0, SQLI, r -> r.action(BLOCK)), rule("ref", 1, reference, r -> r));

        // Then
        assertThat(rules).isEqualTo(Read.missing(denied()));
    }

    @Test
    void readsTheGroupsOfFirewallManagerAroundTheOwnRules() {
        // Given
        WebACL acl = WebACL.builder()
                .rules(rule("own", 5, XSS, r -> r.action(COUNT)))
                .preProcessFirewallManagerRuleGroups(g -> g.name("first")
                        .priority(9)
                        .overrideAction(o -> o.none(n -> {}))
                        .firewallManagerStatement(s -> s.managedRuleGroupStatement(
                                m -> m.vendorName("AWS").name("M"))))
                .postProcessFirewallManagerRuleGroups(g -> g.name("last")
                        .priority(0)
                        .overrideAction(o -> o.count(c -> {}))
                        .firewallManagerStatement(s -> s.managedRuleGroupStatement(
                                m -> m.vendorName("AWS").name("M"))))
                .build();

        // When
        List<WafRule> rules = known(new FlatRules(FlatRulesTest::group).of(acl));

        // Then
        assertThat(rules)
                .extracting(r -> r.name() + " " + r.action())
                .containsExactly("first GROUP", "own COUNT", "last COUNT");
    }

    private static WafRule acting(String name, String group, String action, Statement... statements) {
        return new WafRule(name, group, action, List.of(statements), /* matchesMost */ false, List.of());
    }

    static Statement path(String start) {
        return Statement.builder()
                .byteMatchStatement(b -> b.fieldToMatch(f -> f.uriPath(u -> {}))
                        .positionalConstraint(PositionalConstraint.STARTS_WITH)
                        .searchString(SdkBytes.fromUtf8String(start)))
                .build();
    }

    private static Statement and(Statement... all) {
        return Statement.builder().andStatement(a -> a.statements(all)).build();
    }

    private static Statement or(Statement... all) {
        return Statement.builder().orStatement(o -> o.statements(all)).build();
    }

    static Statement not(Statement inner) {
        return Statement.builder().notStatement(n -> n.statement(inner)).build();
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

    private static Read<List<WafRule>> flat(Rule... rules) {
        return new FlatRules(FlatRulesTest::group)
                .of(WebACL.builder().rules(rules).build());
    }

    private static Read<RuleGroup> group(String arn) {
        if (!arn.equals(GROUP_ARN)) return Read.missing(denied());
        return Read.known(RuleGroup.builder()
                .rules(
                        rule("a", 0, SQLI, r -> r.action(BLOCK)),
                        rule("b", 1, XSS, r -> r.action(BLOCK)),
                        rule("c", 2, GEO, r -> r.action(COUNT)))
                .build());
    }

    private static Unread denied() {
        return new Unread(UnreadReason.ACCESS_DENIED, "wafv2:GetRuleGroup", "wafv2:GetRuleGroup", "no");
    }

    private static List<WafRule> known(Read<List<WafRule>> rules) {
        return switch (rules) {
            case Read.Known<List<WafRule>>(var value) -> value;
            case Read.Missing<List<WafRule>>(var why) -> throw new AssertionError(why);
        };
    }
}
