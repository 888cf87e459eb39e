package io.vigil.checks.aws.account;

import io.vigil.checks.Read;
import java.util.List;
import java.util.Optional;

/**
 * Who is told of what happens in an account.
 *
 * @param trailWatches one a trail of all regions that writes to a log group
 * @param organizationAggregators Config's aggregators that collect from the account's organization
 * @param aggregation the account's part in collecting Config's data; empty when it is in no organization
 */
public record AccountMonitoring(
        Read<List<TrailWatch>> trailWatches,
        Read<List<OrganizationAggregator>> organizationAggregators,
        Read<Optional<AggregationDuty>> aggregation) {}
