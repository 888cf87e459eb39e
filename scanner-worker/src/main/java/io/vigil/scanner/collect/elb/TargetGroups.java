package io.vigil.scanner.collect.elb;

import io.vigil.checks.Read;
import io.vigil.checks.reach.Balancer.Target;
import io.vigil.checks.reach.IpVersion;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupIpAddressTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** What stands behind the listeners of a region. */
final class TargetGroups {
    static final Set<String> OPERATIONS = Set.of(
            "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeTargetGroupAttributes",
            "elasticloadbalancing:DescribeTargetHealth");

    private static final int PAGE = 400;

    /** Neither gets new connections. */
    private static final Set<TargetHealthStateEnum> IDLE =
            Set.of(TargetHealthStateEnum.UNUSED, TargetHealthStateEnum.DRAINING);

    private TargetGroups() {}

    static Read<Map<String, TargetGroup>> byArn(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        ElasticLoadBalancingV2Client.class,
                        scope.region(),
                        DescribeTargetGroupsRequest.builder().pageSize(PAGE).build(),
                        ElasticLoadBalancingV2Client::describeTargetGroupsPaginator,
                        DescribeTargetGroupsResponse::targetGroups)
                .whole()
                .map(all -> all.stream()
                        .collect(Collectors.toMap(TargetGroup::targetGroupArn, Function.identity(), (a, b) -> b)));
    }

    static Read<List<TargetHealthDescription>> health(UnitScope scope, TargetGroup group) throws InterruptedException {
        return scope.calls()
                .get(
                        ElasticLoadBalancingV2Client.class,
                        scope.region(),
                        DescribeTargetHealthRequest.builder()
                                .targetGroupArn(group.targetGroupArn())
                                .build(),
                        ElasticLoadBalancingV2Client::describeTargetHealth)
                .map(DescribeTargetHealthResponse::targetHealthDescriptions);
    }

    /** Only network load balancers can pass the client's address on. */
    static Read<Boolean> keepsClient(UnitScope scope, TargetGroup group, boolean ofNetworkBalancer)
            throws InterruptedException {
        if (!ofNetworkBalancer) return Read.known(false);
        return scope.calls()
                .get(
                        ElasticLoadBalancingV2Client.class,
                        scope.region(),
                        DescribeTargetGroupAttributesRequest.builder()
                                .targetGroupArn(group.targetGroupArn())
                                .build(),
                        ElasticLoadBalancingV2Client::describeTargetGroupAttributes)
                .map(DescribeTargetGroupAttributesResponse::attributes)
                .map(attributes -> attributes.stream()
                        .filter(each -> "preserve_client_ip.enabled".equals(each.key()))
                        .map(TargetGroupAttribute::value)
                        .findFirst()
                        .map("true"::equals)
                        .orElseGet(() -> keepsByDefault(group)));
    }

    /** What AWS does where nobody said: it keeps the address for instances, and always over UDP. */
    private static boolean keepsByDefault(TargetGroup group) {
        return group.targetType() == TargetTypeEnum.INSTANCE
                || String.valueOf(group.protocolAsString()).contains("UDP");
    }

    static Target target(TargetGroup group, TargetHealthDescription described, boolean keepsClient) {
        Integer port = described.target().port() != null ? described.target().port() : group.port();
        boolean idle = described.targetHealth() != null
                && IDLE.contains(described.targetHealth().state());
        return new Target(
                described.target().id(),
                port == null ? 0 : port,
                group.ipAddressType() == TargetGroupIpAddressTypeEnum.IPV6 ? IpVersion.V6 : IpVersion.V4,
                keepsClient,
                idle);
    }
}
