package io.vigil.scanner.collect.elb;

import io.vigil.checks.Read;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Which target groups a listener forwards to, by its default action or a rule. */
final class ListenerTargets {
    static final String RULES = "elasticloadbalancing:DescribeRules";

    private static final int PAGE = 400;

    private ListenerTargets() {}

    /** @param hasRules only listeners of application load balancers have some */
    static Read<Set<String>> of(UnitScope scope, Listener listener, boolean hasRules) throws InterruptedException {
        Set<String> byDefault = groups(listener.defaultActions());
        if (!hasRules) return Read.known(byDefault);
        return rules(scope, listener).map(rules -> {
            Set<String> all = new TreeSet<>(byDefault);
            for (Rule rule : rules) all.addAll(groups(rule.actions()));
            return all;
        });
    }

    /** The default among them; read once a unit and listener. */
    static Read<List<Rule>> rules(UnitScope scope, Listener listener) throws InterruptedException {
        return scope.calls()
                .list(
                        ElasticLoadBalancingV2Client.class,
                        scope.region(),
                        DescribeRulesRequest.builder()
                                .listenerArn(listener.listenerArn())
                                .pageSize(PAGE)
                                .build(),
                        ElasticLoadBalancingV2Client::describeRulesPaginator,
                        DescribeRulesResponse::rules)
                .whole();
    }

    /** A group of weight 0 gets nothing. */
    static Set<String> groups(List<Action> actions) {
        return actions.stream()
                .flatMap(action -> Stream.concat(
                        action.forwardConfig() == null
                                        || action.forwardConfig().targetGroups().isEmpty()
                                ? Stream.ofNullable(action.targetGroupArn())
                                : Stream.empty(),
                        action.forwardConfig() == null
                                ? Stream.empty()
                                : action.forwardConfig().targetGroups().stream()
                                        .filter(group -> !Integer.valueOf(0).equals(group.weight()))
                                        .map(TargetGroupTuple::targetGroupArn)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Such as {@code tcp} for HTTPS, both for TCP_UDP. */
    static Set<String> protocols(Listener listener) {
        return switch (String.valueOf(listener.protocolAsString())) {
            case "UDP", "QUIC" -> Set.of("udp");
            case "TCP_UDP", "TCP_QUIC" -> Set.of("tcp", "udp");
            default -> Set.of("tcp");
        };
    }
}
