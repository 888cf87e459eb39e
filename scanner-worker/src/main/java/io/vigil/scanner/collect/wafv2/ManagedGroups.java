package io.vigil.scanner.collect.wafv2;

import io.vigil.checks.aws.wafv2.WafManagedGroup;
import io.vigil.checks.aws.wafv2.WafRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.wafv2.model.LabelMatchScope;
import software.amazon.awssdk.services.wafv2.model.LabelMatchStatement;
import software.amazon.awssdk.services.wafv2.model.ManagedRuleGroupStatement;
import software.amazon.awssdk.services.wafv2.model.RuleActionOverride;
import software.amazon.awssdk.services.wafv2.model.Statement;

/**
 * What managed rule groups let through. A rule that only counts still puts its label on the request, and AWS's own advice is
 * to let a later rule of the web ACL act on it: such a rule is not let through. What is allowed meets no later rule.
 */
final class ManagedGroups {
    private static final Set<String> STOPPING = Set.of("BLOCK", "CAPTCHA", "CHALLENGE");
    private static final String PREFIX = "awswaf:managed:";

    /** Label namespaces of AWS's own groups; the developer guide's list of managed rule groups is the source. */
    private static final Map<String, String> NAMESPACES = Map.ofEntries(
            Map.entry("AWSManagedRulesCommonRuleSet", "core-rule-set"),
            Map.entry("AWSManagedRulesAdminProtectionRuleSet", "admin-protection"),
            Map.entry("AWSManagedRulesKnownBadInputsRuleSet", "known-bad-inputs"),
            Map.entry("AWSManagedRulesSQLiRuleSet", "sql-database"),
            Map.entry("AWSManagedRulesLinuxRuleSet", "linux-os"),
            Map.entry("AWSManagedRulesUnixRuleSet", "posix-os"),
            Map.entry("AWSManagedRulesWindowsRuleSet", "windows-os"),
            Map.entry("AWSManagedRulesPHPRuleSet", "php-app"),
            Map.entry("AWSManagedRulesWordPressRuleSet", "wordpress-app"),
            Map.entry("AWSManagedRulesAmazonIpReputationList", "amazon-ip-list"),
            Map.entry("AWSManagedRulesAnonymousIpList", "anonymous-ip-list"),
            Map.entry("AWSManagedRulesBotControlRuleSet", "bot-control"),
            Map.entry("AWSManagedRulesATPRuleSet", "atp"),
            Map.entry("AWSManagedRulesACFPRuleSet", "acfp"),
            Map.entry("AWSManagedRulesAntiDDoSRuleSet", "anti-ddos"));

    private ManagedGroups() {}

    /** @param rules flat, in the order in which they act */
    static List<WafManagedGroup> of(List<WafRule> rules) {
        List<WafManagedGroup> groups = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            List<LabelMatchStatement> later = labels(rules.subList(i + 1, rules.size()));
            for (Statement statement : rules.get(i).statements())
                if (statement.managedRuleGroupStatement() != null)
                    groups.add(group(rules.get(i), statement.managedRuleGroupStatement(), later));
        }
        return List.copyOf(groups);
    }

    static List<LabelMatchStatement> labels(List<WafRule> rules) {
        return rules.stream()
                .filter(rule -> STOPPING.contains(rule.action()))
                .flatMap(rule -> rule.statements().stream())
                .map(Statement::labelMatchStatement)
                .filter(Objects::nonNull)
                .toList();
    }

    private static WafManagedGroup group(
            WafRule rule, ManagedRuleGroupStatement group, List<LabelMatchStatement> later) {
        boolean counts = rule.action().equals("COUNT") && later.stream().noneMatch(label -> isAllOf(label, group));
        List<String> letThrough = group.ruleActionOverrides().stream()
                .filter(override -> override.actionToUse().allow() != null
                        || override.actionToUse().count() != null
                                && later.stream().noneMatch(label -> names(label, group, override.name())))
                .map(RuleActionOverride::name)
                .toList();
        return new WafManagedGroup(rule.name(), group.vendorName(), group.name(), counts, letThrough);
    }

    /** Whether a label is one of the group's; of other vendors' groups the namespace is not known, so any label of theirs is. */
    private static boolean isOf(LabelMatchStatement label, ManagedRuleGroupStatement group) {
        String vendor = PREFIX + group.vendorName().toLowerCase(Locale.ROOT) + ":";
        String namespace = NAMESPACES.get(group.name());
        return label.key().startsWith(namespace == null ? vendor : vendor + namespace + ":");
    }

    /** Whether a later rule that asks for the label sees whatever the group found: one label of many is not enough. */
    static boolean isAllOf(LabelMatchStatement label, ManagedRuleGroupStatement group) {
        return label.scope() == LabelMatchScope.NAMESPACE
                && isOf(label, group)
                && (isWholeGroup(label, group) || !NAMESPACES.containsKey(group.name()));
    }

    /** {@code SizeRestrictions_BODY} labels {@code …:SizeRestrictions_Body}, CategoryAI {@code …:bot:category:ai}. */
    static boolean names(LabelMatchStatement label, ManagedRuleGroupStatement group, String rule) {
        if (!isOf(label, group)) return false;
        if (label.scope() == LabelMatchScope.NAMESPACE) return isWholeGroup(label, group);
        String bare = rule.startsWith("TGT_") ? rule.substring("TGT_".length()) : rule;
        return plain(label.key()).endsWith(plain(bare));
    }

    private static boolean isWholeGroup(LabelMatchStatement label, ManagedRuleGroupStatement group) {
        return NAMESPACES.containsKey(group.name()) && label.key().split(":").length == PREFIX.split(":").length + 2;
    }

    private static String plain(String text) {
        return text.replaceAll("[:_-]", "").toLowerCase(Locale.ROOT);
    }
}
