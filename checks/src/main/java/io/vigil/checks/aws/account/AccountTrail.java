package io.vigil.checks.aws.account;

import io.vigil.checks.Read;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/**
 * A trail as its account is judged by it.
 */
public record AccountTrail(
        Trail trail, Read<GetTrailStatusResponse> status, Read<GetEventSelectorsResponse> selectors) {}
