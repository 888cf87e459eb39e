package io.vigil.checks.aws.wafv2;

/**
 * Where requests come in.
 *
 * @param kind in words, such as {@code user pool}
 * @param internetFacing false where only private networks reach it
 * @param filterable whether AWS WAF can protect this kind at all
 */
public record WebEndpoint(String kind, String arn, String name, boolean internetFacing, boolean filterable) {}
