package io.vigil.checks.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an identity can do by its policies, read the way an attacker would: a grant counts unless a condition narrows
 * what it gives, a refusal counts only if it cannot be escaped, and a boundary must allow as well.
 */
public final class Permissions {
    private static final int PARTITION = 1;
    private static final int ACCOUNT = 4;

    private record Named(String policy, IdentityStatement statement) {}

    private final String holder;
    private final String partition;
    private final String account;
    private final List<Named> own;
    private final List<Named> all;
    private final Optional<List<Named>> boundary;
    private final List<AdminRole> adminRoles;
    private final Map<String, String> whoAsks;

    private Permissions(
            String holder,
            List<Named> own,
            List<Named> inherited,
            Optional<List<Named>> boundary,
            List<AdminRole> adminRoles) {
        String[] parts = holder.split(":", /* limit */ 6);
        this.holder = holder;
        this.partition = parts.length > PARTITION ? parts[PARTITION] : "aws";
        this.account = parts.length > ACCOUNT ? parts[ACCOUNT] : "";
        this.own = own;
        this.all = new ArrayList<>(own);
        this.all.addAll(inherited);
        this.boundary = boundary;
        this.adminRoles = adminRoles;
        boolean principal = holder.contains(":user/") || holder.contains(":role/");
        this.whoAsks = principal ? Map.of("aws:principalarn", holder) : Map.of();
    }

    /** @throws IllegalArgumentException if a document is no policy; the message says which */
    public static Permissions of(Access access) {
        return new Permissions(
                access.holder(),
                statements(access.own()),
                statements(access.inherited()),
                access.boundary().map(each -> statements(List.of(each))),
                access.adminRoles());
    }

    static Permissions of(PolicyDocument document) {
        return new Permissions("", named("", document), List.of(), Optional.empty(), List.of());
    }

    /** Whether each action is allowed on some resource. */
    public boolean allowsSomewhere(String action) {
        return !allowedBy(new Request(action, List.of(), Map.of()), all, false).isEmpty();
    }

    /** The policies that together allow every one of the actions on any resource; empty if one is not allowed. */
    public Set<String> granting(List<String> actions, boolean ownOnly) {
        List<Request> requests = actions.stream()
                .map(action ->
                        new Request(action, Target.anyOf(service(action)).arns(partition, account, holder), Map.of()))
                .toList();
        return together(requests, ownOnly ? own : all, /* unconditional */ false);
    }

    /** The policies that let the holder do everything, whatever the circumstances; empty if something is withheld. */
    public Set<String> admin(boolean ownOnly) {
        List<Request> everything = List.of(
                request("any-service:AnyAction", Target.SOMETHING),
                request("iam:PutRolePolicy", Target.OTHER_ROLE),
                request("iam:AttachUserPolicy", Target.OTHER_USER),
                request("iam:CreatePolicyVersion", Target.SOME_POLICY));
        return together(everything, ownOnly ? own : all, /* unconditional */ true);
    }

    /** The known ways by which the holder could come to more than it was given, each with its actions. */
    public List<String> escalations() {
        return EscalationPath.ALL.stream()
                .filter(path -> path.steps().stream().allMatch(this::canTake))
                .map(EscalationPath::toString)
                .toList();
    }

    private boolean canTake(EscalationPath.Step step) {
        if (!isMeant(step.action().toLowerCase(Locale.ROOT), all)) return false;
        List<String> resources = new ArrayList<>(step.target().arns(partition, account, holder));
        adminRoles.stream()
                .filter(role -> step.reaches(role))
                .map(AdminRole::arn)
                .forEach(resources::add);
        Map<String, String> context =
                step.passedTo().isEmpty() ? Map.of() : Map.of("iam:passedtoservice", step.passedTo());
        boolean makes = step.target() == Target.ITS_OWN;
        return !allowedBy(new Request(step.action(), resources, context, makes), all, false)
                .isEmpty();
    }

    private Request request(String action, Target target) {
        return new Request(action, target.arns(partition, account, holder), Map.of());
    }

    private Set<String> together(List<Request> requests, List<Named> grants, boolean unconditional) {
        Set<String> policies = new LinkedHashSet<>();
        for (Request request : requests) {
            Set<String> by = allowedBy(request, grants, unconditional);
            if (by.isEmpty()) return Set.of();
            policies.addAll(by);
        }
        return policies;
    }

    private Set<String> allowedBy(Request request, List<Named> grants, boolean unconditional) {
        if (!isMeant(request.action(), grants)) return Set.of();
        if (request.resources().isEmpty())
            return refused(request, anything(request.service()))
                    ? Set.of()
                    : allowing(request, "", grants, unconditional);
        Set<String> policies = new LinkedHashSet<>();
        for (String arn : request.resources())
            if (!refused(request, arn)) policies.addAll(allowing(request, arn, grants, unconditional));
        return policies;
    }

    /** Whether some grant speaks of the action at all: mostly none does, and the rest need not be asked. */
    private static boolean isMeant(String action, List<Named> grants) {
        for (Named each : grants)
            if (each.statement().allow() && each.statement().means(action)) return true;
        return false;
    }

    /** @param arn empty for a resource of the policy's own choice */
    private Set<String> allowing(Request request, String arn, List<Named> grants, boolean unconditional) {
        boolean held = boundary.isPresent()
                && boundary.get().stream().noneMatch(each -> allows(each.statement(), request, arn, unconditional));
        if (held) return Set.of();
        Set<String> policies = new LinkedHashSet<>();
        for (Named each : grants)
            if (allows(each.statement(), request, arn, unconditional)) policies.add(each.policy());
        return policies;
    }

    private boolean allows(IdentityStatement statement, Request request, String arn, boolean unconditional) {
        return statement.allow()
                && (!unconditional || statement.unconditional())
                && statement.means(request.action())
                && (arn.isEmpty() || statement.reaches(arn))
                && Conditions.canBeMet(statement.condition(), context(request), request.makes());
    }

    private boolean refused(Request request, String arn) {
        return refused(all, request, arn) || boundary.isPresent() && refused(boundary.get(), request, arn);
    }

    private boolean refused(List<Named> statements, Request request, String arn) {
        for (Named each : statements) {
            IdentityStatement statement = each.statement();
            if (!statement.allow()
                    && statement.means(request.action())
                    && statement.covers(arn)
                    && Conditions.cannotBeEscaped(statement.condition(), context(request), request.makes()))
                return true;
        }
        return false;
    }

    /** A policy's condition on who asks can be answered when a principal is looked at. */
    private Map<String, String> context(Request request) {
        if (request.context().isEmpty()) return whoAsks;
        if (whoAsks.isEmpty()) return request.context();
        Map<String, String> context = new java.util.HashMap<>(request.context());
        context.putAll(whoAsks);
        return context;
    }

    private String anything(String service) {
        return "arn:" + partition + ":" + service + ":any-region-1:" + account + ":any/thing";
    }

    private static String service(String action) {
        return action.substring(0, action.indexOf(':'));
    }

    private static List<Named> statements(List<HeldPolicy> policies) {
        List<Named> statements = new ArrayList<>();
        for (HeldPolicy policy : policies) {
            try {
                statements.addAll(named(policy.name(), PolicyDocument.of(policy.document())));
            } catch (IllegalArgumentException noPolicy) {
                throw new IllegalArgumentException(
                        "policy %s: %s".formatted(policy.name(), noPolicy.getMessage()), noPolicy);
            }
        }
        return statements;
    }

    private static List<Named> named(String policy, PolicyDocument document) {
        return document.statements().stream()
                .map(statement -> new Named(policy, IdentityStatement.of(statement)))
                .toList();
    }
}
