package io.vigil.checks.aws.cloudtrail;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.s3.S3Bucket;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;

/**
 * A trail of this account, judged in its home region; an organization's trail is judged in the account that owns it.
 *
 * @param bucket where it delivers; missing when the bucket belongs to another account
 */
public record CloudTrailTrail(
        @Itself Trail trail,
        Read<GetTrailStatusResponse> status,
        Read<GetEventSelectorsResponse> selectors,
        Read<S3Bucket> bucket) {}
