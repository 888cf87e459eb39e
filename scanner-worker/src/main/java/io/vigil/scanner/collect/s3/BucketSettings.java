package io.vigil.scanner.collect.s3;

import io.vigil.checks.Read;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.kms.KeyTiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;

/** Settings of a bucket that each have a call of their own. */
public final class BucketSettings {
    private static final Set<String> NO_OWNERSHIP = Set.of("OwnershipControlsNotFoundError");
    private static final Set<String> NO_ENCRYPTION = Set.of("ServerSideEncryptionConfigurationNotFoundError");
    private static final Set<String> NO_BUCKET = Set.of("NoSuchBucket");

    private BucketSettings() {}

    static Read<Optional<OwnershipControls>> ownership(UnitScope scope, Bucket bucket, Region at)
            throws InterruptedException {
        Read<Optional<GetBucketOwnershipControlsResponse>> answer = scope.calls()
                .find(
                        S3Client.class,
                        at,
                        GetBucketOwnershipControlsRequest.builder()
                                .bucket(bucket.name())
                                .build(),
                        S3Client::getBucketOwnershipControls,
                        NO_OWNERSHIP);
        return ReadParts.toldIfAny(
                "s3:GetBucketOwnershipControls", answer, GetBucketOwnershipControlsResponse::ownershipControls);
    }

    static Read<Optional<ServerSideEncryptionConfiguration>> encryption(UnitScope scope, Bucket bucket, Region at)
            throws InterruptedException {
        Read<Optional<GetBucketEncryptionResponse>> answer = scope.calls()
                .find(
                        S3Client.class,
                        at,
                        GetBucketEncryptionRequest.builder()
                                .bucket(bucket.name())
                                .build(),
                        S3Client::getBucketEncryption,
                        NO_ENCRYPTION);
        return ReadParts.toldIfAny(
                "s3:GetBucketEncryption", answer, GetBucketEncryptionResponse::serverSideEncryptionConfiguration);
    }

    /** Empty when its access is not logged. */
    public static Read<Optional<LoggingEnabled>> logging(UnitScope scope, String bucket, Region at)
            throws InterruptedException {
        return scope.calls()
                .find(
                        S3Client.class,
                        at,
                        GetBucketLoggingRequest.builder().bucket(bucket).build(),
                        S3Client::getBucketLogging,
                        NO_BUCKET)
                .map(found -> found.map(GetBucketLoggingResponse::loggingEnabled));
    }

    /** Which buckets log to which; one whose setting is not known may log to any. */
    static Read<Map<String, List<String>>> logDestinations(UnitScope scope, Listed<Bucket> buckets)
            throws InterruptedException {
        record Log(String of, Optional<LoggingEnabled> to) {}
        Read<List<Log>> logs = ReadParts.all(scope.each(
                buckets.items(), bucket -> loggingOf(scope, bucket).map(to -> new Log(bucket.name(), to))));
        return buckets.whole().flatMap(all -> logs).map(known -> {
            Map<String, List<String>> byDestination = new TreeMap<>();
            for (Log log : known)
                log.to()
                        .map(LoggingEnabled::targetBucket)
                        .filter(to -> !to.equals(log.of()))
                        .ifPresent(to -> byDestination
                                .computeIfAbsent(to, none -> new ArrayList<>())
                                .add(log.of()));
            return byDestination;
        });
    }

    static Read<List<String>> logsOf(UnitScope scope, Listed<Bucket> buckets, String bucket)
            throws InterruptedException {
        return logDestinations(scope, buckets).map(all -> all.getOrDefault(bucket, List.of()));
    }

    private static Read<Optional<LoggingEnabled>> loggingOf(UnitScope scope, Bucket bucket)
            throws InterruptedException {
        return switch (BucketFacts.region(scope, bucket)) {
            case Read.Missing<Optional<Region>>(Unread why) -> Read.missing(why);
            case Read.Known<Optional<Region>>(Optional<Region> at) ->
                at.isEmpty() ? Read.known(Optional.empty()) : logging(scope, bucket.name(), at.get());
        };
    }

    /** The bucket's default; an object may be written with another key, or was before there was this one. */
    static Read<String> keyTier(
            UnitScope scope, Read<Optional<ServerSideEncryptionConfiguration>> encryption, Region at)
            throws InterruptedException {
        if (!(encryption
                instanceof
                Read.Known<Optional<ServerSideEncryptionConfiguration>>(
                        Optional<ServerSideEncryptionConfiguration> known)))
            return encryption.map(none -> KeyTiers.NONE);
        Optional<ServerSideEncryptionByDefault> chosen = known.stream()
                .flatMap(configuration -> configuration.rules().stream())
                .map(rule -> rule.applyServerSideEncryptionByDefault())
                .filter(rule -> rule != null)
                .findFirst();
        if (chosen.isEmpty()) return Read.known(KeyTiers.AWS_OWNED);
        return chosen.get().sseAlgorithm() == ServerSideEncryption.AES256
                ? Read.known(KeyTiers.AWS_OWNED)
                : KeyTiers.of(scope, at, chosen.get().kmsMasterKeyID());
    }
}
