package io.vigil.scanner.collect.elb;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.elbv2.ElbV2LoadBalancer;
import io.vigil.checks.aws.wafv2.WafRule;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.shield.ShieldCovers;
import io.vigil.scanner.collect.wafv2.Protected;
import io.vigil.scanner.collect.wafv2.WebAcls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/** The load balancers of a region (application, network, gateway), each with its listeners and what WAF does there. */
public final class LoadBalancers implements Collector<ElbV2LoadBalancer> {
    private static final int PAGE = 400;

    @Override
    public ResourceType<ElbV2LoadBalancer> type() {
        return ResourceTypes.ELBV2_LOAD_BALANCER;
    }

    @Override
    public Set<String> operations() {
        return Stream.of(
                        Set.of(
                                "elasticloadbalancing:DescribeLoadBalancers",
                                "elasticloadbalancing:DescribeListeners",
                                ListenerTargets.RULES,
                                "elasticloadbalancing:DescribeLoadBalancerAttributes"),
                        WebAcls.OPERATIONS,
                        ShieldCovers.OPERATIONS)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<ElbV2LoadBalancer> sink) throws InterruptedException {
        Listed<LoadBalancer> balancers = list(scope);
        scope.each(balancers.items(), b -> resource(scope, b), sink::accept);
        return balancers.end();
    }

    /** Read once a unit. */
    static Listed<LoadBalancer> list(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        ElasticLoadBalancingV2Client.class,
                        scope.region(),
                        DescribeLoadBalancersRequest.builder().pageSize(PAGE).build(),
                        ElasticLoadBalancingV2Client::describeLoadBalancersPaginator,
                        DescribeLoadBalancersResponse::loadBalancers);
    }

    /** Read once a unit and balancer. */
    static Read<List<Listener>> listeners(UnitScope scope, LoadBalancer balancer) throws InterruptedException {
        return scope.calls()
                .list(
                        ElasticLoadBalancingV2Client.class,
                        scope.region(),
                        DescribeListenersRequest.builder()
                                .loadBalancerArn(balancer.loadBalancerArn())
                                .pageSize(PAGE)
                                .build(),
                        ElasticLoadBalancingV2Client::describeListenersPaginator,
                        DescribeListenersResponse::listeners)
                .whole();
    }

    private Resource<ElbV2LoadBalancer> resource(UnitScope scope, LoadBalancer balancer) throws InterruptedException {
        Read<List<Listener>> listeners = listeners(scope, balancer);
        Read<Optional<WebACL>> webAcl = webAcl(scope, balancer);
        Read<List<WafRule>> rules = WebAcls.rules(scope, webAcl);
        WebEndpoint endpoint = endpoint(balancer);
        return new Resource<>(
                type(),
                scope.region(),
                balancer.loadBalancerArn(),
                balancer.loadBalancerName(),
                Map.of(),
                new ElbV2LoadBalancer(
                        balancer,
                        listeners,
                        PlainListeners.of(scope, balancer, listeners),
                        webAcl,
                        Protected.arn(webAcl),
                        rules,
                        attributes(scope, balancer),
                        endpoint,
                        ShieldCovers.of(scope, endpoint.arn(), endpoint.internetFacing() && endpoint.filterable())));
    }

    /** WAF and Shield protect the same kind; what stands behind a network load balancer is protected by its addresses. */
    private static WebEndpoint endpoint(LoadBalancer balancer) {
        return new WebEndpoint(
                balancer.typeAsString() + " load balancer",
                balancer.loadBalancerArn(),
                balancer.loadBalancerName(),
                balancer.scheme() == LoadBalancerSchemeEnum.INTERNET_FACING,
                balancer.type() == LoadBalancerTypeEnum.APPLICATION);
    }

    private static Read<List<LoadBalancerAttribute>> attributes(UnitScope scope, LoadBalancer balancer)
            throws InterruptedException {
        return scope.calls()
                .get(
                        ElasticLoadBalancingV2Client.class,
                        scope.region(),
                        DescribeLoadBalancerAttributesRequest.builder()
                                .loadBalancerArn(balancer.loadBalancerArn())
                                .build(),
                        ElasticLoadBalancingV2Client::describeLoadBalancerAttributes)
                .map(DescribeLoadBalancerAttributesResponse::attributes);
    }

    private static Read<Optional<WebACL>> webAcl(UnitScope scope, LoadBalancer balancer) throws InterruptedException {
        if (balancer.type() != LoadBalancerTypeEnum.APPLICATION)
            return Read.notAsked(WebAcls.OF_RESOURCE, "WAF protects application load balancers only");
        return WebAcls.of(scope, balancer.loadBalancerArn());
    }
}
