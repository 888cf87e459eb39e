package io.vigil.scanner.collect.iam;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.account.OrganizationMembership;
import io.vigil.checks.aws.iam.IamRole;
import io.vigil.checks.policy.TrustFacts;
import io.vigil.checks.policy.TrustPolicy;
import io.vigil.contracts.AccountId;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.organizations.Membership;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/** The roles of an account, with whom they let in and all policies that count for them. */
public final class Roles implements Collector<IamRole> {

    @Override
    public ResourceType<IamRole> type() {
        return ResourceTypes.IAM_ROLE;
    }

    @Override
    public Set<String> operations() {
        return Set.of(AccountAuthorization.OPERATION, Membership.OPERATION);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<IamRole> sink) throws InterruptedException {
        Listed<GetAccountAuthorizationDetailsResponse> pages = AccountAuthorization.pages(scope);
        PoliciesInUse policies = new PoliciesInUse(scope.account(), pages);
        Read<List<String>> managementAccounts = Membership.of(scope)
                .map(found -> found.map(OrganizationMembership::managementAccount).stream()
                        .toList());
        for (GetAccountAuthorizationDetailsResponse page : pages.items())
            for (RoleDetail role : page.roleDetailList())
                sink.accept(new Resource<>(
                        type(),
                        scope.region(),
                        role.arn(),
                        role.roleName(),
                        IamTags.of(role.tags()),
                        new IamRole(
                                asRole(role),
                                IamTags.arns(role.attachedManagedPolicies()),
                                trust(scope.account(), role),
                                policies.of(role),
                                managementAccounts)));
        return pages.end();
    }

    static Read<TrustFacts> trust(AccountId account, RoleDetail role) {
        if (role.assumeRolePolicyDocument() == null)
            return Read.missing(
                    PolicyTexts.malformed("AWS did not send the trust policy of role %s".formatted(role.roleName())));
        try {
            return Read.known(TrustPolicy.facts(PolicyTexts.decoded(role.assumeRolePolicyDocument()), account.value()));
        } catch (IllegalArgumentException noPolicy) {
            return Read.missing(PolicyTexts.malformed("the trust policy of role %s is not readable: %s"
                    .formatted(role.roleName(), noPolicy.getMessage())));
        }
    }

    /** Without its trust policy, whose meaning is told beside it, and without its last use, which changes every day. */
    private static Role asRole(RoleDetail role) {
        return Role.builder()
                .path(role.path())
                .roleName(role.roleName())
                .roleId(role.roleId())
                .arn(role.arn())
                .createDate(role.createDate())
                .permissionsBoundary(role.permissionsBoundary())
                .tags(role.tags())
                .build();
    }
}
