package io.vigil.scanner.collect.elb;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.elb.ElbLoadBalancer;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.shield.ShieldCovers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.AdditionalAttribute;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerPoliciesRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerPoliciesResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerAttributes;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.PolicyDescription;

/** The classic load balancers of a region. */
public final class ClassicLoadBalancers implements Collector<ElbLoadBalancer> {
    private static final int PAGE = 400;

    @Override
    public ResourceType<ElbLoadBalancer> type() {
        return ResourceTypes.ELB_LOAD_BALANCER;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(
                        Stream.of(
                                "elb:DescribeLoadBalancers",
                                "elb:DescribeLoadBalancerPolicies",
                                "elb:DescribeLoadBalancerAttributes"),
                        ShieldCovers.OPERATIONS.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<ElbLoadBalancer> sink) throws InterruptedException {
        Listed<LoadBalancerDescription> balancers = list(scope);
        scope.each(balancers.items(), b -> resource(scope, b), sink::accept);
        return balancers.end();
    }

    /** Read once a unit. */
    static Listed<LoadBalancerDescription> list(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        ElasticLoadBalancingClient.class,
                        scope.region(),
                        DescribeLoadBalancersRequest.builder().pageSize(PAGE).build(),
                        ElasticLoadBalancingClient::describeLoadBalancersPaginator,
                        DescribeLoadBalancersResponse::loadBalancerDescriptions);
    }

    private Resource<ElbLoadBalancer> resource(UnitScope scope, LoadBalancerDescription balancer)
            throws InterruptedException {
        String name = balancer.loadBalancerName();
        String arn = scope.arn("elasticloadbalancing", "loadbalancer/" + name);
        boolean facing = "internet-facing".equals(balancer.scheme());
        return new Resource<>(
                type(),
                scope.region(),
                arn,
                name,
                Map.of(),
                new ElbLoadBalancer(
                        balancer,
                        policies(scope, name),
                        attributes(scope, name),
                        new WebEndpoint("classic load balancer", arn, name, facing, /* filterable */ false),
                        ShieldCovers.of(scope, arn, facing)));
    }

    private static Read<List<PolicyDescription>> policies(UnitScope scope, String name) throws InterruptedException {
        return scope.calls()
                .get(
                        ElasticLoadBalancingClient.class,
                        scope.region(),
                        DescribeLoadBalancerPoliciesRequest.builder()
                                .loadBalancerName(name)
                                .build(),
                        ElasticLoadBalancingClient::describeLoadBalancerPolicies)
                .map(DescribeLoadBalancerPoliciesResponse::policyDescriptions);
    }

    private static Read<List<AdditionalAttribute>> attributes(UnitScope scope, String name)
            throws InterruptedException {
        return scope.calls()
                .get(
                        ElasticLoadBalancingClient.class,
                        scope.region(),
                        DescribeLoadBalancerAttributesRequest.builder()
                                .loadBalancerName(name)
                                .build(),
                        ElasticLoadBalancingClient::describeLoadBalancerAttributes)
                .flatMap(found -> ReadParts.told("elb:DescribeLoadBalancerAttributes", found.loadBalancerAttributes()))
                .map(LoadBalancerAttributes::additionalAttributes);
    }
}
