package io.vigil.scanner.collect.elb;

import io.vigil.checks.Read;
import io.vigil.checks.aws.elbv2.PlainListener;
import io.vigil.contracts.Unread;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/** What the HTTP listeners of an application load balancer do; rules are asked for only where the default does not say it. */
final class PlainListeners {
    private PlainListeners() {}

    static Read<List<PlainListener>> of(UnitScope scope, LoadBalancer balancer, Read<List<Listener>> listeners)
            throws InterruptedException {
        if (balancer.type() != LoadBalancerTypeEnum.APPLICATION)
            return Read.notAsked(ListenerTargets.RULES, "only application load balancers have such listeners");
        return switch (listeners) {
            case Read.Missing<List<Listener>>(Unread why) -> Read.missing(why);
            case Read.Known<List<Listener>>(List<Listener> known) -> {
                List<PlainListener> plain = new ArrayList<>();
                for (Listener listener : known)
                    if (listener.protocol() == ProtocolEnum.HTTP)
                        plain.add(new PlainListener(
                                listener.port() == null ? 0 : listener.port(), serves(scope, listener)));
                yield Read.known(List.copyOf(plain));
            }
        };
    }

    private static Read<Boolean> serves(UnitScope scope, Listener listener) throws InterruptedException {
        List<Action> byDefault = listener.defaultActions();
        if (forwards(byDefault)) return Read.known(true);
        // a listener without even its default rule is half an answer
        return ListenerTargets.rules(scope, listener)
                .flatMap(rules -> ReadParts.told(ListenerTargets.RULES, rules.isEmpty() ? null : rules))
                .map(rules -> serves(
                        Stream.concat(byDefault.stream(), rules.stream().flatMap(rule -> rule.actions().stream()))
                                .toList()));
    }

    /** @param actions of the default and all rules */
    static boolean serves(List<Action> actions) {
        return forwards(actions) || actions.stream().noneMatch(PlainListeners::sendsToHttps);
    }

    private static boolean forwards(List<Action> actions) {
        return actions.stream().anyMatch(action -> action.type() == ActionTypeEnum.FORWARD);
    }

    private static boolean sendsToHttps(Action action) {
        return action.type() == ActionTypeEnum.REDIRECT
                && action.redirectConfig() != null
                && "HTTPS".equals(action.redirectConfig().protocol());
    }
}
