package io.vigil.checks.aws.elb;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.shield.ShieldCover;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancing.model.AdditionalAttribute;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.PolicyDescription;

/**
 * A classic load balancer.
 *
 * @param policies of this load balancer, those that AWS only offers left out
 * @param attributes the additional ones of {@code DescribeLoadBalancerAttributes}
 */
public record ElbLoadBalancer(
        @Itself LoadBalancerDescription loadBalancer,
        Read<List<PolicyDescription>> policies,
        Read<List<AdditionalAttribute>> attributes,
        WebEndpoint endpoint,
        Read<ShieldCover> shield) {}
