package io.vigil.checks;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import io.vigil.checks.policy.Access;
import io.vigil.checks.policy.AdminRole;
import io.vigil.checks.policy.HeldPolicy;
import io.vigil.checks.policy.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What policies mean, for checks: {@code policy.granting(access, actions)} names the policies that allow all of the
 * actions on any resource, {@code policy.admin(access)} those that allow everything, {@code policy.escalations(access)}
 * the ways to more rights. With {@code own} in front only a principal's inline policies, or a managed policy itself,
 * count as grants.
 */
final class PolicyFunctions {
    private static final CelType ACCESS = LanguageTypes.of(Shapes.of(Access.class));
    private static final CelType TEXTS = ListType.create(SimpleType.STRING);

    static final List<CelFunctionDecl> DECLARATIONS = List.of(
            declare("policy.granting", ACCESS, TEXTS),
            declare("policy.ownGranting", ACCESS, TEXTS),
            declare("policy.admin", ACCESS),
            declare("policy.ownAdmin", ACCESS),
            declare("policy.escalations", ACCESS));

    static final List<CelFunctionBinding> BINDINGS = List.of(
            CelFunctionBinding.from(
                    "policy_granting", Map.class, List.class, (access, actions) -> granting(access, actions, false)),
            CelFunctionBinding.from(
                    "policy_ownGranting", Map.class, List.class, (access, actions) -> granting(access, actions, true)),
            CelFunctionBinding.from(
                    "policy_admin",
                    Map.class,
                    access -> List.copyOf(permissions(access).admin(false))),
            CelFunctionBinding.from(
                    "policy_ownAdmin",
                    Map.class,
                    access -> List.copyOf(permissions(access).admin(true))),
            CelFunctionBinding.from(
                    "policy_escalations",
                    Map.class,
                    access -> permissions(access).escalations()));

    private PolicyFunctions() {}

    private static CelFunctionDecl declare(String name, CelType... arguments) {
        return CelFunctionDecl.newFunctionDeclaration(
                name, CelOverloadDecl.newGlobalOverload(name.replace('.', '_'), TEXTS, List.of(arguments)));
    }

    private static List<String> granting(Map<?, ?> access, List<?> actions, boolean ownOnly) {
        return List.copyOf(permissions(access)
                .granting(actions.stream().map(String.class::cast).toList(), ownOnly));
    }

    /** Every check of an identity asks about the same. */
    private static Permissions permissions(Map<?, ?> access) {
        return access instanceof Members members
                ? members.made(Permissions.class, PolicyFunctions::read)
                : read(access);
    }

    private static Permissions read(Map<?, ?> access) {
        return Permissions.of(new Access(
                (String) member(access, "holder"),
                policies((List<?>) member(access, "own")),
                policies((List<?>) member(access, "inherited")),
                ((Optional<?>) member(access, "boundary")).map(each -> policy((Map<?, ?>) each)),
                ((List<?>) member(access, "adminRoles"))
                        .stream().map(each -> adminRole((Map<?, ?>) each)).toList()));
    }

    private static List<HeldPolicy> policies(List<?> policies) {
        List<HeldPolicy> held = new ArrayList<>();
        for (Object each : policies) held.add(policy((Map<?, ?>) each));
        return held;
    }

    private static HeldPolicy policy(Map<?, ?> policy) {
        return new HeldPolicy((String) member(policy, "name"), member(policy, "document"));
    }

    private static AdminRole adminRole(Map<?, ?> role) {
        return new AdminRole(
                (String) member(role, "arn"),
                ((List<?>) member(role, "services"))
                        .stream().map(String.class::cast).toList());
    }

    private static Object member(Map<?, ?> holder, String name) {
        return Objects.requireNonNull(holder.get(name), name);
    }
}
