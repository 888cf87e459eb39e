package io.vigil.checks.aws.s3;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.kms.StoredData;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.checks.policy.PolicyFacts;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;

/**
 * A bucket; its account's public access block counts as if it were its own.
 *
 * @param publicAccessBlock the bucket's own, empty when it has none
 * @param accountPublicAccessBlock the account's, empty when it has none
 * @param policy empty when the bucket has none ({@code NoSuchBucketPolicy})
 * @param grants of its ACL
 * @param versioning a bucket that never had versioning has no Status there
 * @param ownership empty for an old bucket that never had any: then writers own what they write and ACLs count
 * @param encryption empty for an old bucket that never had any
 * @param logging where its access log goes, empty when it keeps none
 * @param logsOf names of the account's other buckets whose access logs it takes
 * @param endpoint facing the internet when it answers strangers
 */
public record S3Bucket(
        @Itself Bucket bucket,
        Read<Optional<PublicAccessBlockConfiguration>> publicAccessBlock,
        Read<Optional<software.amazon.awssdk.services.s3control.model.PublicAccessBlockConfiguration>>
                accountPublicAccessBlock,
        Read<Optional<PolicyFacts>> policy,
        Read<List<Grant>> grants,
        Read<GetBucketVersioningResponse> versioning,
        Read<Optional<OwnershipControls>> ownership,
        Read<Optional<ServerSideEncryptionConfiguration>> encryption,
        Read<Optional<LoggingEnabled>> logging,
        Read<List<String>> logsOf,
        StoredData data,
        Read<WebEndpoint> endpoint) {}
