package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2VerifiedAccessInstance;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.wafv2.Protected;
import io.vigil.scanner.collect.wafv2.WebAcls;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVerifiedAccessEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVerifiedAccessEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVerifiedAccessInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVerifiedAccessInstancesResponse;
import software.amazon.awssdk.services.ec2.model.VerifiedAccessEndpoint;
import software.amazon.awssdk.services.ec2.model.VerifiedAccessEndpointProtocol;
import software.amazon.awssdk.services.ec2.model.VerifiedAccessEndpointStatusCode;
import software.amazon.awssdk.services.ec2.model.VerifiedAccessInstance;

/** The instances of AWS Verified Access in a region; what is reached by one is told by its endpoints. */
public final class VerifiedAccessInstances implements Collector<Ec2VerifiedAccessInstance> {
    private static final int PAGE = 200;
    private static final String KIND = "VERIFIED_ACCESS_INSTANCE";

    private static final Set<VerifiedAccessEndpointStatusCode> GONE =
            Set.of(VerifiedAccessEndpointStatusCode.DELETED, VerifiedAccessEndpointStatusCode.DELETING);

    private static final Set<VerifiedAccessEndpointProtocol> WEB =
            Set.of(VerifiedAccessEndpointProtocol.HTTP, VerifiedAccessEndpointProtocol.HTTPS);

    @Override
    public ResourceType<Ec2VerifiedAccessInstance> type() {
        return ResourceTypes.EC2_VERIFIED_ACCESS_INSTANCE;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(
                        Stream.of("ec2:DescribeVerifiedAccessInstances", "ec2:DescribeVerifiedAccessEndpoints"),
                        Protected.operations(KIND).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2VerifiedAccessInstance> sink) throws InterruptedException {
        Listed<VerifiedAccessInstance> all = scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        DescribeVerifiedAccessInstancesRequest.builder()
                                .maxResults(PAGE)
                                .build(),
                        Ec2Client::describeVerifiedAccessInstancesPaginator,
                        DescribeVerifiedAccessInstancesResponse::verifiedAccessInstances);
        if (all.items().isEmpty()) return all.end();
        Read<List<VerifiedAccessEndpoint>> endpoints = endpoints(scope);
        Map<String, Read<String>> acls = Protected.by(
                scope, KIND, all.items().stream().map(each -> arn(scope, each)).toList());
        for (VerifiedAccessInstance instance : all.items())
            sink.accept(resource(scope, instance, endpoints, Objects.requireNonNull(acls.get(arn(scope, instance)))));
        return all.end();
    }

    private static Read<List<VerifiedAccessEndpoint>> endpoints(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        DescribeVerifiedAccessEndpointsRequest.builder()
                                .maxResults(PAGE)
                                .build(),
                        Ec2Client::describeVerifiedAccessEndpointsPaginator,
                        DescribeVerifiedAccessEndpointsResponse::verifiedAccessEndpoints)
                .whole();
    }

    private static String arn(UnitScope scope, VerifiedAccessInstance instance) {
        return scope.arn("ec2", "verified-access-instance/" + instance.verifiedAccessInstanceId());
    }

    private Resource<Ec2VerifiedAccessInstance> resource(
            UnitScope scope,
            VerifiedAccessInstance instance,
            Read<List<VerifiedAccessEndpoint>> endpoints,
            Read<String> acl)
            throws InterruptedException {
        String arn = arn(scope, instance);
        String name = Ec2Tags.name(instance.tags(), instance.verifiedAccessInstanceId());
        return new Resource<>(
                type(),
                scope.region(),
                arn,
                name,
                Ec2Tags.of(instance.tags()),
                new Ec2VerifiedAccessInstance(
                        instance,
                        endpoints.map(known -> endpoint(arn, name, of(instance, known))),
                        acl,
                        WebAcls.rulesOf(scope, acl)));
    }

    static List<VerifiedAccessEndpoint> of(VerifiedAccessInstance instance, List<VerifiedAccessEndpoint> all) {
        return all.stream()
                .filter(each -> instance.verifiedAccessInstanceId().equals(each.verifiedAccessInstanceId()))
                .filter(each ->
                        each.status() == null || !GONE.contains(each.status().code()))
                .toList();
    }

    /** WAF looks at HTTP only; an endpoint that tells no protocol is one for networks or databases. */
    static WebEndpoint endpoint(String arn, String name, List<VerifiedAccessEndpoint> endpoints) {
        return new WebEndpoint(
                "Verified Access instance",
                arn,
                name,
                !endpoints.isEmpty(),
                endpoints.stream().anyMatch(VerifiedAccessInstances::isWeb));
    }

    private static boolean isWeb(VerifiedAccessEndpoint endpoint) {
        return endpoint.loadBalancerOptions() != null
                        && WEB.contains(endpoint.loadBalancerOptions().protocol())
                || endpoint.networkInterfaceOptions() != null
                        && WEB.contains(endpoint.networkInterfaceOptions().protocol());
    }
}
