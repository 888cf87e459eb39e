package io.vigil.checks.aws.macie2;

import io.vigil.checks.Read;
import java.util.Optional;
import software.amazon.awssdk.services.macie2.model.GetAutomatedDiscoveryConfigurationResponse;
import software.amazon.awssdk.services.macie2.model.GetMacieSessionResponse;

/**
 * Amazon Macie in a region, on or off.
 *
 * @param buckets that live there
 * @param session empty when Macie is not enabled
 * @param discovery the automated discovery of sensitive data; empty when Macie is not enabled
 */
public record MacieRegion(
        String region,
        Read<Integer> buckets,
        Read<Optional<GetMacieSessionResponse>> session,
        Read<Optional<GetAutomatedDiscoveryConfigurationResponse>> discovery) {}
