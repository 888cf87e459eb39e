package io.vigil.scanner.collect.route53;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.route53.Route53HostedZone;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.ListHostedZonesRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesResponse;
import software.amazon.awssdk.services.route53.model.ListQueryLoggingConfigsRequest;
import software.amazon.awssdk.services.route53.model.ListQueryLoggingConfigsResponse;
import software.amazon.awssdk.services.route53.model.QueryLoggingConfig;

/** The hosted zones of an account, the public ones with the records that lead to what the account does not hold. */
public final class HostedZones implements Collector<Route53HostedZone> {
    private static final String PAGE = "100";

    @Override
    public ResourceType<Route53HostedZone> type() {
        return ResourceTypes.ROUTE53_HOSTED_ZONE;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(
                        Stream.of("route53:ListHostedZones", "route53:ListQueryLoggingConfigs"),
                        ZoneRecords.OPERATIONS.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Route53HostedZone> sink) throws InterruptedException {
        HeldAddresses held = new HeldAddresses(scope);
        return scope.calls().stream(
                Route53Client.class,
                scope.region(),
                ListHostedZonesRequest.builder().maxItems(PAGE).build(),
                Route53Client::listHostedZonesPaginator,
                ListHostedZonesResponse::hostedZones,
                page -> {
                    for (HostedZone zone : page) sink.accept(resource(scope, zone, held));
                });
    }

    private Resource<Route53HostedZone> resource(UnitScope scope, HostedZone zone, HeldAddresses held)
            throws InterruptedException {
        String id = zone.id().replace("/hostedzone/", "");
        return new Resource<>(
                type(),
                scope.region(),
                scope.globalArn("route53", "hostedzone/" + id),
                zone.name(),
                Map.of(),
                new Route53HostedZone(
                        zone,
                        logged(scope).map(zones -> zones.contains(id)),
                        isPrivate(zone)
                                ? Read.notAsked("route53:ListResourceRecordSets", "the zone is private")
                                : ZoneRecords.of(scope, held, id)));
    }

    private static boolean isPrivate(HostedZone zone) {
        return zone.config() != null && Boolean.TRUE.equals(zone.config().privateZone());
    }

    private static Read<Set<String>> logged(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        Route53Client.class,
                        scope.region(),
                        ListQueryLoggingConfigsRequest.builder()
                                .maxResults(PAGE)
                                .build(),
                        Route53Client::listQueryLoggingConfigsPaginator,
                        ListQueryLoggingConfigsResponse::queryLoggingConfigs)
                .whole()
                .map(all -> all.stream().map(QueryLoggingConfig::hostedZoneId).collect(Collectors.toUnmodifiableSet()));
    }
}
