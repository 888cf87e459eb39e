package io.vigil.scanner.collect.cloudfront;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.cloudfront.CloudFrontDistribution;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.aws.Pages;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.shield.ShieldCovers;
import io.vigil.scanner.collect.wafv2.WebAcls;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsRequest;
import software.amazon.awssdk.services.cloudfront.model.ListDistributionsResponse;
import software.amazon.awssdk.services.cloudfront.model.LoggingConfig;

/** The distributions of an account, all their origins and behaviours; AWS tells most with the list. */
public final class Distributions implements Collector<CloudFrontDistribution> {

    @Override
    public ResourceType<CloudFrontDistribution> type() {
        return ResourceTypes.CLOUDFRONT_DISTRIBUTION;
    }

    @Override
    public Set<String> operations() {
        return Stream.of(
                        Set.of("cloudfront:ListDistributions", "cloudfront:GetDistributionConfig"),
                        LogDeliveries.OPERATIONS,
                        OriginBuckets.OPERATIONS,
                        ShieldCovers.OPERATIONS,
                        WebAcls.OF_NAMED)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<CloudFrontDistribution> sink) throws InterruptedException {
        Listed<DistributionSummary> all = scope.calls()
                .list(
                        CloudFrontClient.class,
                        scope.region(),
                        ListDistributionsRequest.builder().build(),
                        Pages.by(CloudFrontClient::listDistributions, Distributions::following),
                        page -> page.distributionList().items());
        return all.end().and(ReadParts.handOver(scope, all.items(), d -> whole(scope, d), sink));
    }

    /** Every distribution is on or off, has origins and a default behaviour: one without is half an answer. */
    private Read<Optional<Resource<CloudFrontDistribution>>> whole(UnitScope scope, DistributionSummary distribution)
            throws InterruptedException {
        boolean told = distribution.enabled() != null
                && distribution.origins() != null
                && distribution.defaultCacheBehavior() != null;
        Read<DistributionSummary> read = ReadParts.told("cloudfront:ListDistributions", told ? distribution : null);
        return switch (read) {
            case Read.Missing<DistributionSummary>(Unread why) -> Read.missing(why);
            case Read.Known<DistributionSummary>(DistributionSummary known) ->
                Read.known(Optional.of(resource(scope, known)));
        };
    }

    private static Optional<ListDistributionsRequest> following(
            ListDistributionsRequest request, ListDistributionsResponse page) {
        return Boolean.TRUE.equals(page.distributionList().isTruncated())
                ? Optional.of(request.copy(r -> r.marker(page.distributionList().nextMarker())))
                : Optional.empty();
    }

    private Resource<CloudFrontDistribution> resource(UnitScope scope, DistributionSummary distribution)
            throws InterruptedException {
        boolean serves = Boolean.TRUE.equals(distribution.enabled());
        String acl = distribution.webACLId() == null ? "" : distribution.webACLId();
        WebEndpoint endpoint =
                new WebEndpoint("distribution", distribution.arn(), distribution.id(), serves, /* filterable */ true);
        return new Resource<>(
                type(),
                scope.region(),
                distribution.arn(),
                name(distribution),
                Map.of(),
                new CloudFrontDistribution(
                        distribution,
                        logging(scope, distribution.id()),
                        LogDeliveries.of(scope, distribution.arn()),
                        OriginBuckets.of(scope, distribution),
                        endpoint,
                        acl,
                        WebAcls.rules(scope, acl),
                        ShieldCovers.of(scope, distribution.arn(), serves)));
    }

    private static String name(DistributionSummary distribution) {
        return distribution.aliases() == null || distribution.aliases().items().isEmpty()
                ? distribution.domainName()
                : distribution.aliases().items().getFirst();
    }

    /** The one thing that the list leaves out. Of the configuration nothing else is kept. */
    private static Read<LoggingConfig> logging(UnitScope scope, String id) throws InterruptedException {
        String operation = "cloudfront:GetDistributionConfig";
        return scope.calls()
                .get(
                        CloudFrontClient.class,
                        scope.region(),
                        GetDistributionConfigRequest.builder().id(id).build(),
                        CloudFrontClient::getDistributionConfig)
                .flatMap(found -> ReadParts.told(operation, found.distributionConfig()))
                .flatMap(config -> ReadParts.told(operation, config.logging()));
    }
}
