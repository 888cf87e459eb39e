package io.vigil.scanner.collect.iam;

import io.vigil.checks.Read;
import io.vigil.checks.policy.Access;
import io.vigil.checks.policy.AdminRole;
import io.vigil.checks.policy.HeldPolicy;
import io.vigil.checks.policy.Permissions;
import io.vigil.checks.policy.TrustFacts;
import io.vigil.checks.policy.Trustee;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.ReadParts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.UserDetail;

/** Puts together what counts for an identity: its inline policies, attached ones, those of its groups, its boundary. */
final class PoliciesInUse {
    private final Map<String, ManagedPolicyDetail> managed = new HashMap<>();
    private final Map<String, GroupDetail> groups = new HashMap<>();
    private final List<AdminRole> adminRoles = new ArrayList<>();

    /** Why a policy or group may be unknown that somebody holds. */
    private final ListEnd end;

    PoliciesInUse(AccountId account, Listed<GetAccountAuthorizationDetailsResponse> pages) {
        for (GetAccountAuthorizationDetailsResponse page : pages.items()) {
            page.policies().forEach(policy -> managed.put(policy.arn(), policy));
            page.groupDetailList().forEach(group -> groups.put(group.groupName(), group));
        }
        this.end = pages.end();
        for (GetAccountAuthorizationDetailsResponse page : pages.items())
            page.roleDetailList().forEach(role -> adminRole(account, role).ifPresent(adminRoles::add));
    }

    /** One whose policies are not readable is no such role as far as anybody knows. */
    private Optional<AdminRole> adminRole(AccountId account, RoleDetail role) {
        if (!(of(role) instanceof Read.Known<Access>(Access access))
                || !(Roles.trust(account, role) instanceof Read.Known<TrustFacts>(TrustFacts trust)))
            return Optional.empty();
        try {
            if (Permissions.of(access).admin(/* ownOnly */ false).isEmpty()) return Optional.empty();
        } catch (IllegalArgumentException noPolicy) {
            return Optional.empty();
        }
        return Optional.of(new AdminRole(
                role.arn(),
                trust.trustees().stream()
                        .filter(trustee -> trustee.kind() == Trustee.Kind.SERVICE)
                        .map(Trustee::who)
                        .toList()));
    }

    Read<Access> of(UserDetail user) {
        List<Read<HeldPolicy>> inherited = attached("", user.attachedManagedPolicies());
        for (String name : user.groupList()) {
            GroupDetail group = groups.get(name);
            if (group == null) return Read.missing(notListed("group " + name));
            inherited.addAll(inline(name + "/", group.groupPolicyList()));
            inherited.addAll(attached(name + "/", group.attachedManagedPolicies()));
        }
        return access(user.arn(), inline("", user.userPolicyList()), inherited, user.permissionsBoundary());
    }

    Read<Access> of(GroupDetail group) {
        return access(
                group.arn(), inline("", group.groupPolicyList()), attached("", group.attachedManagedPolicies()), null);
    }

    Read<Access> of(RoleDetail role) {
        return access(
                role.arn(),
                inline("", role.rolePolicyList()),
                attached("", role.attachedManagedPolicies()),
                role.permissionsBoundary());
    }

    /** One of the customer's own also while nobody holds it, since it is attached in one call; a boundary gives nothing. */
    Read<Access> of(ManagedPolicyDetail policy) {
        boolean gives = Policies.isAttached(policy) || !Policies.isOfAws(policy) && !Policies.isBoundary(policy);
        List<Read<HeldPolicy>> itself = gives ? List.of(managed(Policies.name(policy), policy)) : List.of();
        return access(policy.arn(), itself, List.of(), null);
    }

    private Read<Access> access(
            String holder,
            List<Read<HeldPolicy>> own,
            List<Read<HeldPolicy>> inherited,
            @Nullable AttachedPermissionsBoundary boundary) {
        Read<Optional<HeldPolicy>> held = boundary == null
                ? Read.known(Optional.empty())
                : managed("", boundary.permissionsBoundaryArn()).map(Optional::of);
        return held.flatMap(limit -> ReadParts.all(own)
                .flatMap(written -> ReadParts.all(inherited)
                        .map(given -> new Access(holder, written, given, limit, List.copyOf(adminRoles)))));
    }

    private static List<Read<HeldPolicy>> inline(String prefix, List<PolicyDetail> policies) {
        return policies.stream()
                .map(policy -> PolicyTexts.held(prefix + policy.policyName(), policy.policyDocument()))
                .toList();
    }

    private List<Read<HeldPolicy>> attached(String prefix, List<AttachedPolicy> policies) {
        List<Read<HeldPolicy>> held = new ArrayList<>();
        for (AttachedPolicy policy : policies) held.add(managed(prefix, policy.policyArn()));
        return held;
    }

    private Read<HeldPolicy> managed(String prefix, String arn) {
        ManagedPolicyDetail policy = managed.get(arn);
        return policy == null
                ? Read.missing(notListed("policy " + arn))
                : managed(prefix + Policies.name(policy), policy);
    }

    private static Read<HeldPolicy> managed(String name, ManagedPolicyDetail policy) {
        return defaultVersion(policy)
                .map(document -> PolicyTexts.held(name, document))
                .findFirst()
                .orElseGet(() -> Read.missing(
                        PolicyTexts.malformed("policy %s has no default version".formatted(Policies.name(policy)))));
    }

    /** At most one. */
    static Stream<String> defaultVersion(ManagedPolicyDetail policy) {
        return policy.policyVersionList().stream()
                .filter(version -> Boolean.TRUE.equals(version.isDefaultVersion()))
                .map(PolicyVersion::document)
                .limit(1);
    }

    private Unread notListed(String what) {
        return end instanceof ListEnd.NotReached(Unread why)
                ? why
                : PolicyTexts.malformed("AWS names %s and does not list it".formatted(what));
    }
}
