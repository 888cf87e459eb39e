package io.vigil.scanner.collect.iam;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.iam.IamPolicy;
import io.vigil.checks.policy.PolicyFacts;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.PolicyMeaning;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** The customer-managed policies of an account, attached or not, each with the meaning of its default version. */
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
        for (GetAccountAuthorizationDetailsResponse page : pages.items())
            for (ManagedPolicyDetail policy : page.policies()) sink.accept(resource(scope, policy));
        return pages.end();
    }

    private Resource<IamPolicy> resource(UnitScope scope, ManagedPolicyDetail policy) {
        return new Resource<>(
                type(),
                scope.region(),
                policy.arn(),
                policy.arn().substring(policy.arn().lastIndexOf('/') + 1),
                Map.of(),
                new IamPolicy(asPolicy(policy), meaning(policy)));
    }

    static Read<PolicyFacts> meaning(ManagedPolicyDetail policy) {
        return policy.policyVersionList().stream()
                .filter(version -> Boolean.TRUE.equals(version.isDefaultVersion()))
                .findFirst()
                .map(PolicyVersion::document)
                .map(document -> PolicyMeaning.of(AccountAuthorization.OPERATION, decoded(document)))
                .orElseGet(() -> Read.missing(new Unread(
                        UnreadReason.MALFORMED,
                        AccountAuthorization.OPERATION,
                        null,
                        "policy %s has no default version".formatted(policy.policyName()))));
    }

    /** IAM encodes documents as a URL's part, where a plus sign is a plus sign. */
    private static String decoded(String document) {
        return document.stripLeading().startsWith("{")
                ? document
                : URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    static Policy asPolicy(ManagedPolicyDetail policy) {
        return Policy.builder()
                .policyName(policy.policyName())
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
