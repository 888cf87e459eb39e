package io.vigil.checks.aws.wafv2;

import java.util.List;
import software.amazon.awssdk.services.wafv2.model.Statement;

/**
 * A rule of a web ACL, or of a rule group that it refers to, with its statements made flat: WAF nests them, and the check
 * language has no recursion.
 *
 * @param ruleGroup ARN of the customer's rule group that holds the rule, empty for a rule of the web ACL itself
 * @param action what happens to a request that matches: BLOCK, ALLOW, COUNT, CAPTCHA or CHALLENGE; GROUP for a managed
 *     rule group that acts as its own rules say. A rule that counts, and on whose label a later one acts, acts as that one
 * @param statements what alone makes the rule act: the members of OR side by side, and the one condition of AND that is
 *     left when exceptions (NOT) are taken off. Conditions that must hold together are left out. A managed group keeps the
 *     {@code ScopeDownStatement} that hides requests from it, not one that only excepts some
 * @param matchesMost whether it matches all requests, or all but some that it excepts
 * @param labels that it puts on a request that matches
 */
public record WafRule(
        String name,
        String ruleGroup,
        String action,
        List<Statement> statements,
        boolean matchesMost,
        List<String> labels) {}
