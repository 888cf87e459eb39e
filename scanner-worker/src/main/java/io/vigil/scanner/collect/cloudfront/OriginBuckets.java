package io.vigil.scanner.collect.cloudfront;

import io.vigil.checks.Read;
import io.vigil.checks.aws.cloudfront.OriginBucket;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.s3.BucketFacts;
import io.vigil.scanner.collect.s3.ForeignDenial;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;

/**
 * The buckets that a distribution serves from. Only one that is not the account's own is asked for: AWS answers
 * {@code NoSuchBucket} when nobody has it, and denies when it is another's.
 */
final class OriginBuckets {
    static final Set<String> OPERATIONS = Set.of("s3:ListBuckets", "s3:GetBucketLocation");

    /** {@code bucket.s3.amazonaws.com}, with a region in its newer and older form, dual stack, or the website endpoint. */
    private static final Pattern DOMAIN = Pattern.compile(
            "(?<bucket>.+?)\\.s3(-website)?(\\.dualstack)?([.-](?<region>[a-z]{2}(-[a-z]+)+-\\d))?\\.amazonaws\\.com(\\.cn)?");

    private static final Set<String> NOBODYS = Set.of("NoSuchBucket");

    private OriginBuckets() {}

    private record Named(String origin, String bucket, Region region) {}

    static Read<List<OriginBucket>> of(UnitScope scope, DistributionSummary distribution) throws InterruptedException {
        List<Named> named = distribution.origins() == null
                ? List.of()
                : distribution.origins().items().stream()
                        .flatMap(origin -> named(origin).stream())
                        .toList();
        if (named.isEmpty()) return Read.known(List.of());
        return switch (BucketFacts.names(scope)) {
            case Read.Missing<Set<String>>(Unread why) -> Read.missing(why);
            case Read.Known<Set<String>>(Set<String> own) ->
                ReadParts.all(scope.each(
                        named,
                        each -> own.contains(each.bucket())
                                ? Read.known(new OriginBucket(each.origin(), each.bucket(), true, true))
                                : foreign(scope, each)));
        };
    }

    static Optional<String> bucket(String domain) {
        Matcher domainOfBucket = DOMAIN.matcher(domain);
        return domainOfBucket.matches() ? Optional.of(domainOfBucket.group("bucket")) : Optional.empty();
    }

    private static Optional<Named> named(Origin origin) {
        Matcher domain = DOMAIN.matcher(origin.domainName());
        if (!domain.matches()) return Optional.empty();
        String region = domain.group("region");
        return Optional.of(
                new Named(origin.id(), domain.group("bucket"), region == null ? Region.GLOBAL : new Region(region)));
    }

    private static Read<OriginBucket> foreign(UnitScope scope, Named named) throws InterruptedException {
        Read<Optional<GetBucketLocationResponse>> answer = scope.calls()
                .find(
                        S3Client.class,
                        named.region(),
                        GetBucketLocationRequest.builder()
                                .bucket(named.bucket())
                                .build(),
                        S3Client::getBucketLocation,
                        NOBODYS);
        return switch (answer) {
            case Read.Known<Optional<GetBucketLocationResponse>>(Optional<GetBucketLocationResponse> found) ->
                Read.known(new OriginBucket(named.origin(), named.bucket(), found.isPresent(), false));
            case Read.Missing<Optional<GetBucketLocationResponse>>(Unread why) ->
                ForeignDenial.is(why)
                        ? Read.known(new OriginBucket(named.origin(), named.bucket(), true, false))
                        : Read.missing(why);
        };
    }
}
