package io.vigil.scanner.collect.iam;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.iam.IamPolicy;
import io.vigil.checks.policy.PolicyFacts;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.PolicyMeaning;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.Policy;

/** The managed policies: the customer's own, attached or not, and AWS's that are in use; by their default versions. */
public final class Policies implements Collector<IamPolicy> {

    @Override
    public ResourceType<IamPolicy> type() {
        return ResourceTypes.IAM_POLICY;
    }

    @Override
    public Set<String> operations() {
        return Set.of(AccountAuthorization.OPERATION);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<IamPolicy> sink) throws InterruptedException {
        Listed<GetAccountAuthorizationDetailsResponse> pages = AccountAuthorization.pages(scope);
        PoliciesInUse policies = new PoliciesInUse(scope.account(), pages);
        for (GetAccountAuthorizationDetailsResponse page : pages.items())
            for (ManagedPolicyDetail policy : page.policies())
                if (concerns(policy)) sink.accept(resource(scope, policies, policy));
        return pages.end();
    }

    private Resource<IamPolicy> resource(UnitScope scope, PoliciesInUse policies, ManagedPolicyDetail policy) {
        return new Resource<>(
                type(),
                scope.region(),
                policy.arn(),
                name(policy),
                Map.of(),
                new IamPolicy(asPolicy(policy), isOfAws(policy), meaning(policy), policies.of(policy)));
    }

    /** As its ARN ends, behind its path. */
    static String name(ManagedPolicyDetail policy) {
        return policy.arn().substring(policy.arn().lastIndexOf('/') + 1);
    }

    static boolean isOfAws(ManagedPolicyDetail policy) {
        return policy.arn().contains(":iam::aws:");
    }

    static boolean isAttached(ManagedPolicyDetail policy) {
        return policy.attachmentCount() != null && policy.attachmentCount() > 0;
    }

    /** AWS has a thousand policies; the account is judged by those that it uses. */
    private static boolean concerns(ManagedPolicyDetail policy) {
        return !isOfAws(policy) || isAttached(policy) || isBoundary(policy);
    }

    static boolean isBoundary(ManagedPolicyDetail policy) {
        return policy.permissionsBoundaryUsageCount() != null && policy.permissionsBoundaryUsageCount() > 0;
    }

    static Read<PolicyFacts> meaning(ManagedPolicyDetail policy) {
        return PoliciesInUse.defaultVersion(policy)
                .map(document -> PolicyMeaning.of(AccountAuthorization.OPERATION, PolicyTexts.decoded(document)))
                .findFirst()
                .orElseGet(() -> Read.missing(
                        PolicyTexts.malformed("policy %s has no default version".formatted(name(policy)))));
    }

    static Policy asPolicy(ManagedPolicyDetail policy) {
        return Policy.builder()
                .policyName(name(policy))
                .policyId(policy.policyId())
                .arn(policy.arn())
                .path(policy.path())
                .defaultVersionId(policy.defaultVersionId())
                .attachmentCount(policy.attachmentCount())
                .permissionsBoundaryUsageCount(policy.permissionsBoundaryUsageCount())
                .isAttachable(policy.isAttachable())
                .description(policy.description())
                .createDate(policy.createDate())
                .updateDate(policy.updateDate())
                .build();
    }
}
