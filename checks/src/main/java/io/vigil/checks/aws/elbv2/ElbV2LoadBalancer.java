package io.vigil.checks.aws.elbv2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.shield.ShieldCover;
import io.vigil.checks.aws.wafv2.WafRule;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/**
 * An application, network or gateway load balancer.
 *
 * @param plainListeners those of an application load balancer that speak HTTP, with what their rules do
 * @param webAcl what protects it, empty when nothing does; asked for application load balancers only
 * @param webAclArn of {@code webAcl}, empty without one
 * @param wafRules the web ACL's rules, of its rule groups too; empty without a web ACL
 */
public record ElbV2LoadBalancer(
        @Itself LoadBalancer loadBalancer,
        Read<List<Listener>> listeners,
        Read<List<PlainListener>> plainListeners,
        Read<Optional<WebACL>> webAcl,
        Read<String> webAclArn,
        Read<List<WafRule>> wafRules,
        Read<List<LoadBalancerAttribute>> attributes,
        WebEndpoint endpoint,
        Read<ShieldCover> shield) {}
