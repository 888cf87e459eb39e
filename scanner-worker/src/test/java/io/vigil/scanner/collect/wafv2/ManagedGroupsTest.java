package io.vigil.scanner.collect.wafv2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.aws.wafv2.WafManagedGroup;
import io.vigil.checks.aws.wafv2.WafRule;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.wafv2.model.LabelMatchScope;
import software.amazon.awssdk.services.wafv2.model.RuleAction;
import software.amazon.awssdk.services.wafv2.model.RuleActionOverride;
import software.amazon.awssdk.services.wafv2.model.Statement;

class ManagedGroupsTest {
    private static final String CORE = "AWSManagedRulesCommonRuleSet";
    private static final String SIZE = "SizeRestrictions_BODY";
    private static final String SIZE_LABEL = "awswaf:managed:aws:core-rule-set:SizeRestrictions_Body";

    @Test
    void aGroupOnItsOwnActionsLetsNothingThrough() {
        // When
        List<WafManagedGroup> groups = ManagedGroups.of(List.of(group("GROUP", CORE)));

        // Then
        assertThat(groups).containsExactly(new WafManagedGroup("core", "AWS", CORE, false, List.of()));
    }

    @Test
    void aRuleOverriddenToCountOrAllowIsLetThrough() {
        // When
        List<WafManagedGroup> groups = ManagedGroups.of(List.of(
                group("GROUP", CORE, weakened(SIZE, a -> a.count(c -> {})), weakened("Bad", a -> a.allow(c -> {})))));

        // Then
        assertThat(groups).extracting(WafManagedGroup::letThrough).containsExactly(List.of(SIZE, "Bad"));
    }

    @Test
    void aRuleOverriddenToCaptchaStillActs() {
        // When
        List<WafManagedGroup> groups =
                ManagedGroups.of(List.of(group("GROUP", CORE, weakened(SIZE, a -> a.captcha(c -> {})))));

        // Then
        assertThat(groups).extracting(WafManagedGroup::letThrough).containsExactly(List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "BLOCK, LABEL, awswaf:managed:aws:core-rule-set:SizeRestrictions_Body, true",
        "CHALLENGE, LABEL, awswaf:managed:aws:core-rule-set:SizeRestrictions_Body, true",
        "BLOCK, NAMESPACE, awswaf:managed:aws:core-rule-set:, true",
        "COUNT, LABEL, awswaf:managed:aws:core-rule-set:SizeRestrictions_Body, false",
        "ALLOW, LABEL, awswaf:managed:aws:core-rule-set:SizeRestrictions_Body, false",
        "BLOCK, LABEL, awswaf:managed:aws:core-rule-set:CrossSiteScripting_Body, false",
        "BLOCK, NAMESPACE, awswaf:managed:aws:sql-database:, false"
    })
    void aLaterRuleThatActsOnTheLabelMakesUpForTheOverride(
            String action, LabelMatchScope scope, String key, boolean madeUp) {
        // Given
        WafRule core = group("GROUP", CORE, weakened(SIZE, a -> a.count(c -> {})));

        // When
        List<WafManagedGroup> groups = ManagedGroups.of(List.of(core, label(action, scope, key)));

        // Then
        assertThat(groups).extracting(g -> g.letThrough().isEmpty()).containsExactly(madeUp);
    }

    @Test
    void anEarlierRuleSeesNoLabelYet() {
        // Given
        WafRule core = group("GROUP", CORE, weakened(SIZE, a -> a.count(c -> {})));

        // When
        List<WafManagedGroup> groups =
                ManagedGroups.of(List.of(label("BLOCK", LabelMatchScope.LABEL, SIZE_LABEL), core));

        // Then
        assertThat(groups).extracting(WafManagedGroup::letThrough).containsExactly(List.of(SIZE));
    }

    @Test
    void aGroupThatOnlyCountsIsMadeUpForByAllOfItsLabels() {
        // Given
        WafRule core = group("COUNT", CORE);

        // When
        List<WafManagedGroup> bare = ManagedGroups.of(List.of(core));
        List<WafManagedGroup> one = ManagedGroups.of(List.of(core, label("BLOCK", LabelMatchScope.LABEL, SIZE_LABEL)));
        List<WafManagedGroup> all = ManagedGroups.of(
                List.of(core, label("BLOCK", LabelMatchScope.NAMESPACE, "awswaf:managed:aws:core-rule-set:")));

        // Then
        assertThat(bare).extracting(WafManagedGroup::counts).containsExactly(true);
        assertThat(one).extracting(WafManagedGroup::counts).containsExactly(true);
        assertThat(all).extracting(WafManagedGroup::counts).containsExactly(false);
    }

    @ParameterizedTest
    @CsvSource({
        "CategoryHttpLibrary, awswaf:managed:aws:bot-control:bot:category:http_library",
        "SignalNonBrowserUserAgent, awswaf:managed:aws:bot-control:signal:non_browser_user_agent",
        "TGT_VolumetricIpTokenAbsent, awswaf:managed:aws:bot-control:targeted:aggregate:volumetric:ip:token_absent"
    })
    void labelsOfBotControlAreSpeltInTheirOwnWay(String rule, String key) {
        // Given
        WafRule bots = group("GROUP", "AWSManagedRulesBotControlRuleSet", weakened(rule, a -> a.count(c -> {})));

        // When
        List<WafManagedGroup> groups = ManagedGroups.of(List.of(bots, label("BLOCK", LabelMatchScope.LABEL, key)));

        // Then
        assertThat(groups).extracting(WafManagedGroup::letThrough).containsExactly(List.of());
    }

    private record Weakened(String rule, Consumer<RuleAction.Builder> action) {}

    private static Weakened weakened(String rule, Consumer<RuleAction.Builder> action) {
        return new Weakened(rule, action);
    }

    private static WafRule group(String action, String name, Weakened... weakened) {
        Statement statement = Statement.builder()
                .managedRuleGroupStatement(m -> m.vendorName("AWS")
                        .name(name)
                        .ruleActionOverrides(Arrays.stream(weakened)
                                .map(o -> RuleActionOverride.builder()
                                        .name(o.rule())
                                        .actionToUse(o.action())
                                        .build())
                                .toList()))
                .build();
        return new WafRule("core", "", action, List.of(statement), /* matchesMost */ false, List.of());
    }

    private static WafRule label(String action, LabelMatchScope scope, String key) {
        Statement statement = Statement.builder()
                .labelMatchStatement(l -> l.scope(scope).key(key))
                .build();
        return new WafRule("label", "", action, List.of(statement), /* matchesMost */ false, List.of());
    }
}
