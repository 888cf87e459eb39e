package io.vigil.checks.aws.cloudtrail;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.s3.S3Bucket;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;

/**
 * A trail of this account, judged in its home region; an organization's trail is judged in the account that owns it.
 *
 * @param bucket where it delivers; missing when the bucket belongs to another account
 * @param bucketLogging where access to the bucket is logged; empty when it is not
 * @param bucketLifecycle empty when the bucket has none ({@code NoSuchLifecycleConfiguration})
 * @param logGroup where it writes to CloudWatch Logs; empty when it does not, or the group is gone
 */
public record CloudTrailTrail(
        @Itself Trail trail,
        Read<GetTrailStatusResponse> status,
        Read<GetEventSelectorsResponse> selectors,
        Read<S3Bucket> bucket,
        Read<Optional<LoggingEnabled>> bucketLogging,
        Read<List<LifecycleRule>> bucketLifecycle,
        Read<Optional<LogGroup>> logGroup) {}
