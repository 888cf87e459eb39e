package io.vigil.checks.aws.wafv2;

import java.util.List;
import software.amazon.awssdk.services.wafv2.model.Statement;

/**
 * A rule of a web ACL, or of a rule group that it refers to, with its statements made flat: WAF nests them, and the check
 * language has no recursion.
 *
 * @param ruleGroup ARN of the customer's rule group that holds the rule, empty for a rule of the web ACL itself
 * @param action what happens to a request that matches: BLOCK, ALLOW, COUNT, CAPTCHA or CHALLENGE; GROUP for a managed
 *     rule group that acts as its own rules say
 * @param statements the members of AND and OR side by side; what stands under NOT is left out, since it does not match
 *     what it names
 */
public record WafRule(String name, String ruleGroup, String action, List<Statement> statements) {}
