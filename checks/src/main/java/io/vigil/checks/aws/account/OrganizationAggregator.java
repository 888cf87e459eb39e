package io.vigil.checks.aws.account;

/**
 * An aggregator of AWS Config over an organization.
 *
 * @param allRegions also those that AWS opens later
 */
public record OrganizationAggregator(String name, String region, boolean allRegions) {}
