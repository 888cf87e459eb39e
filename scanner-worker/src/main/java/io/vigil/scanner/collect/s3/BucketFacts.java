package io.vigil.scanner.collect.s3;

import io.vigil.checks.Read;
import io.vigil.checks.aws.kms.StoredData;
import io.vigil.checks.aws.s3.S3Bucket;
import io.vigil.checks.policy.PolicyFacts;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.PolicyMeaning;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.kms.DescribedKeys;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;

/** What is read of buckets, once a unit, for whoever judges them or something that rests on one, such as a trail. */
public final class BucketFacts {
    public static final Set<String> OPERATIONS = Set.of(
            "s3:ListBuckets",
            "s3:GetBucketLocation",
            "s3:GetPublicAccessBlock",
            "s3:GetBucketPolicy",
            "s3:GetBucketAcl",
            "s3:GetBucketVersioning",
            AccountPublicAccess.OPERATION,
            "s3:GetBucketOwnershipControls",
            "s3:GetBucketEncryption",
            "s3:GetBucketLogging",
            DescribedKeys.OPERATION,
            BucketTags.OPERATION);

    private static final int PAGE = 1000;
    private static final Set<String> DELETED_MEANWHILE = Set.of("NoSuchBucket");
    private static final Set<String> NO_BLOCK = Set.of("NoSuchPublicAccessBlockConfiguration");
    private static final Set<String> NO_POLICY = Set.of("NoSuchBucketPolicy");

    private BucketFacts() {}

    static Listed<Bucket> list(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        S3Client.class,
                        scope.region(),
                        ListBucketsRequest.builder().maxBuckets(PAGE).build(),
                        S3Client::listBucketsPaginator,
                        ListBucketsResponse::buckets);
    }

    /** Names of all buckets of this account. */
    public static Read<Set<String>> names(UnitScope scope) throws InterruptedException {
        return list(scope).whole().map(all -> all.stream().map(Bucket::name).collect(Collectors.toUnmodifiableSet()));
    }

    /** A bucket of this account by its name; missing when it is another's, whom we do not ask. */
    public static Read<S3Bucket> named(UnitScope scope, String name) throws InterruptedException {
        return switch (own(scope, name)) {
            case Read.Missing<Bucket>(Unread why) -> Read.missing(why);
            case Read.Known<Bucket>(Bucket bucket) ->
                of(scope, bucket, BucketSettings.logsOf(scope, list(scope), name))
                        .flatMap(located ->
                                located.map(found -> Read.known(found.bucket())).orElseGet(() -> notOurs(scope, name)));
        };
    }

    /** Where a bucket of this account lives; missing when it is another's. */
    public static Read<Region> regionOf(UnitScope scope, String name) throws InterruptedException {
        return switch (own(scope, name)) {
            case Read.Missing<Bucket>(Unread why) -> Read.missing(why);
            case Read.Known<Bucket>(Bucket bucket) ->
                region(scope, bucket).flatMap(at -> at.map(Read::known).orElseGet(() -> notOurs(scope, name)));
        };
    }

    private static Read<Bucket> own(UnitScope scope, String name) throws InterruptedException {
        Listed<Bucket> buckets = list(scope);
        Optional<Bucket> own =
                buckets.items().stream().filter(b -> b.name().equals(name)).findFirst();
        return own.isPresent() ? Read.known(own.get()) : buckets.whole().flatMap(all -> notOurs(scope, name));
    }

    private static <T> Read<T> notOurs(UnitScope scope, String name) {
        return Read.missing(new Unread(
                UnreadReason.NOT_SUPPORTED,
                "s3:ListBuckets",
                null,
                "bucket %s is not one of account %s".formatted(name, scope.account())));
    }

    /** How many buckets live in a region. */
    public static Read<Integer> countIn(UnitScope scope, Region region) throws InterruptedException {
        return switch (list(scope).whole()) {
            case Read.Missing<List<Bucket>>(Unread why) -> Read.missing(why);
            case Read.Known<List<Bucket>>(List<Bucket> all) ->
                ReadParts.all(scope.each(all, bucket -> region(scope, bucket))).map(regions -> (int) regions.stream()
                        .flatMap(Optional::stream)
                        .filter(region::equals)
                        .count());
        };
    }

    /** A bucket with the region where it lives. */
    record Located(Region region, S3Bucket bucket) {}

    /**
     * Everything of a bucket; empty when it was deleted meanwhile. One whose region is unknown cannot be asked anything,
     * nor be told from itself in the next scan.
     */
    static Read<Optional<Located>> of(UnitScope scope, Bucket bucket, Read<List<String>> logsOf)
            throws InterruptedException {
        return switch (region(scope, bucket)) {
            case Read.Missing<Optional<Region>>(Unread why) -> Read.missing(why);
            case Read.Known<Optional<Region>>(Optional<Region> at) ->
                Read.known(
                        at.isEmpty()
                                ? Optional.empty()
                                : in(scope, bucket, at.get(), logsOf).map(all -> new Located(at.get(), all)));
        };
    }

    /** AWS tells it with the list; endpoints that do not are asked for each bucket. */
    static Read<Optional<Region>> region(UnitScope scope, Bucket bucket) throws InterruptedException {
        if (bucket.bucketRegion() != null) return Read.known(Optional.of(new Region(bucket.bucketRegion())));
        return scope.calls()
                .find(
                        S3Client.class,
                        scope.region(),
                        GetBucketLocationRequest.builder().bucket(bucket.name()).build(),
                        S3Client::getBucketLocation,
                        DELETED_MEANWHILE)
                .map(found -> found.map(location -> ofLocation(location.locationConstraintAsString())));
    }

    /** S3's first region has no name there, and its second one an old name. */
    static Region ofLocation(@Nullable String constraint) {
        return switch (constraint) {
            case null -> new Region("us-east-1");
            case "", "US" -> new Region("us-east-1");
            case "EU" -> new Region("eu-west-1");
            default -> new Region(constraint);
        };
    }

    private static Optional<S3Bucket> in(UnitScope scope, Bucket bucket, Region at, Read<List<String>> logsOf)
            throws InterruptedException {
        Read<Optional<GetBucketAclResponse>> acl = scope.calls()
                .find(
                        S3Client.class,
                        at,
                        GetBucketAclRequest.builder().bucket(bucket.name()).build(),
                        S3Client::getBucketAcl,
                        DELETED_MEANWHILE);
        if (ReadParts.isNone(acl)) return Optional.empty();
        Read<Optional<PublicAccessBlockConfiguration>> own = publicAccessBlock(scope, bucket, at);
        Read<Optional<software.amazon.awssdk.services.s3control.model.PublicAccessBlockConfiguration>> account =
                AccountPublicAccess.read(scope);
        Read<Optional<PolicyFacts>> policy = policy(scope, bucket, at);
        Read<List<Grant>> grants = acl.flatMap(found -> grants(found.orElseThrow()));
        Read<Optional<ServerSideEncryptionConfiguration>> encryption = BucketSettings.encryption(scope, bucket, at);
        return Optional.of(new S3Bucket(
                bucket,
                own,
                account,
                policy,
                grants,
                scope.calls()
                        .get(
                                S3Client.class,
                                at,
                                GetBucketVersioningRequest.builder()
                                        .bucket(bucket.name())
                                        .build(),
                                S3Client::getBucketVersioning),
                BucketSettings.ownership(scope, bucket, at),
                encryption,
                BucketSettings.logging(scope, bucket.name(), at),
                logsOf,
                new StoredData(
                        /* held */ true,
                        BucketTags.of(scope, bucket.name(), at),
                        BucketSettings.keyTier(scope, encryption, at)),
                PublicBuckets.endpoint(scope, bucket, own, account, policy, grants)));
    }

    /** An ACL may grant nothing to anybody; it never lacks the owner. */
    private static Read<List<Grant>> grants(GetBucketAclResponse acl) {
        return ReadParts.told("s3:GetBucketAcl", acl.owner()).map(owner -> acl.grants());
    }

    private static Read<Optional<PublicAccessBlockConfiguration>> publicAccessBlock(
            UnitScope scope, Bucket bucket, Region at) throws InterruptedException {
        Read<Optional<GetPublicAccessBlockResponse>> block = scope.calls()
                .find(
                        S3Client.class,
                        at,
                        GetPublicAccessBlockRequest.builder()
                                .bucket(bucket.name())
                                .build(),
                        S3Client::getPublicAccessBlock,
                        NO_BLOCK);
        return ReadParts.toldIfAny(
                "s3:GetPublicAccessBlock", block, GetPublicAccessBlockResponse::publicAccessBlockConfiguration);
    }

    private static Read<Optional<PolicyFacts>> policy(UnitScope scope, Bucket bucket, Region at)
            throws InterruptedException {
        Read<Optional<GetBucketPolicyResponse>> policy = scope.calls()
                .find(
                        S3Client.class,
                        at,
                        GetBucketPolicyRequest.builder().bucket(bucket.name()).build(),
                        S3Client::getBucketPolicy,
                        NO_POLICY);
        return PolicyMeaning.ofOptional(
                scope,
                "s3:GetBucketPolicy",
                ReadParts.toldIfAny("s3:GetBucketPolicy", policy, GetBucketPolicyResponse::policy));
    }
}
