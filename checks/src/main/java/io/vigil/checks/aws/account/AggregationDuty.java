package io.vigil.checks.aws.account;

/**
 * What an account has to do with its organization's Config aggregator.
 *
 * @param managementAccount whether the organization is managed from it
 * @param delegated whether another account is the delegated administrator for Config; false where only the management
 *     account could tell
 */
public record AggregationDuty(boolean managementAccount, boolean delegated) {}
