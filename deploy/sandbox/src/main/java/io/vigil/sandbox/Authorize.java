package io.vigil.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds a session to what its role's permissions and its session policy allow, both of them. */
final class Authorize {
    private Authorize() {}

    static void authorize(Call call) {
        var session = call.session();
        // AWS asks nobody's leave to say who somebody is
        if (call.operation().key().equals("sts:getcalleridentity")) {
            return;
        }
        var resources = resources(call);
        var context = context(session, call.region());
        for (var action : IamActions.of(call)) {
            if (!session.identityPolicies().isEmpty()) {
                refuse(
                        call,
                        action,
                        "identity-based",
                        combined(session.identityPolicies(), action, resources, context));
            }
            session.sessionPolicy()
                    .ifPresent(policy -> refuse(call, action, "session", policy.decide(action, resources, context)));
        }
    }

    static Map<String, String> context(Session session, String region) {
        var context = new HashMap<String, String>();
        context.put("aws:requestedregion", region);
        context.put("aws:principalaccount", session.account());
        context.put("aws:principalarn", session.principalArn());
        return context;
    }

    private static PolicyDocument.Decision combined(
            List<PolicyDocument> policies, String action, List<String> resources, Map<String, String> context) {
        var decision = PolicyDocument.Decision.NOT_ALLOWED;
        for (var policy : policies) {
            var one = policy.decide(action, resources, context);
            if (one == PolicyDocument.Decision.DENIED) {
                return one;
            }
            decision = one == PolicyDocument.Decision.ALLOWED ? one : decision;
        }
        return decision;
    }

    private static void refuse(Call call, String action, String kind, PolicyDocument.Decision decision) {
        var protocol = call.service().protocol();
        switch (decision) {
            case ALLOWED -> {}
            case DENIED ->
                throw Refusals.accessDenied(
                        protocol,
                        call.session().arn(),
                        action,
                        "with an explicit deny in "
                                + (kind.equals("session") ? "a session policy" : "an identity-based policy"));
            case NOT_ALLOWED ->
                throw Refusals.accessDenied(
                        protocol,
                        call.session().arn(),
                        action,
                        "because no %s policy allows the %s action".formatted(kind, action));
        }
    }

    private static List<String> resources(Call call) {
        var arns = new ArrayList<String>();
        call.text("Bucket").ifPresent(bucket -> arns.add("arn:aws:s3:::" + bucket));
        call.arguments().forEach(value -> {
            if (value.asText().startsWith("arn:")) {
                arns.add(value.asText());
            }
        });
        return arns;
    }
}
