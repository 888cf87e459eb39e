package io.vigil.scanner.collect.organizations;

import io.vigil.checks.Read;
import io.vigil.checks.aws.account.ServiceControlPolicy;
import io.vigil.checks.policy.RegionLimits;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.DescribePolicyRequest;
import software.amazon.awssdk.services.organizations.model.ListPoliciesRequest;
import software.amazon.awssdk.services.organizations.model.ListPoliciesResponse;
import software.amazon.awssdk.services.organizations.model.ListTargetsForPolicyRequest;
import software.amazon.awssdk.services.organizations.model.ListTargetsForPolicyResponse;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/** The organization's own service control policies, with their meaning for regions and what they are attached to. */
final class ServiceControlPolicies {
    private static final String DESCRIBE = "organizations:DescribePolicy";
    static final String LIST = "organizations:ListPolicies";
    static final Set<String> OPERATIONS = Set.of(LIST, DESCRIBE, "organizations:ListTargetsForPolicy");
    private static final int PAGE = 20;

    private ServiceControlPolicies() {}

    static Read<List<ServiceControlPolicy>> of(UnitScope scope) throws InterruptedException {
        Read<List<PolicySummary>> summaries = scope.calls()
                .list(
                        OrganizationsClient.class,
                        scope.region(),
                        ListPoliciesRequest.builder()
                                .filter(PolicyType.SERVICE_CONTROL_POLICY)
                                .maxResults(PAGE)
                                .build(),
                        OrganizationsClient::listPoliciesPaginator,
                        ListPoliciesResponse::policies)
                .whole();
        return switch (summaries) {
            case Read.Missing<List<PolicySummary>>(Unread why) -> Read.missing(why);
            case Read.Known<List<PolicySummary>>(List<PolicySummary> known) ->
                Read.known(scope.each(
                        known.stream()
                                .filter(policy -> !Boolean.TRUE.equals(policy.awsManaged()))
                                .toList(),
                        policy -> policy(scope, policy)));
        };
    }

    private static ServiceControlPolicy policy(UnitScope scope, PolicySummary policy) throws InterruptedException {
        return new ServiceControlPolicy(
                policy,
                scope.calls()
                        .get(
                                OrganizationsClient.class,
                                scope.region(),
                                DescribePolicyRequest.builder()
                                        .policyId(policy.id())
                                        .build(),
                                OrganizationsClient::describePolicy)
                        .flatMap(answer -> regionsLeft(answer.policy().content())),
                scope.calls()
                        .list(
                                OrganizationsClient.class,
                                scope.region(),
                                ListTargetsForPolicyRequest.builder()
                                        .policyId(policy.id())
                                        .maxResults(PAGE)
                                        .build(),
                                OrganizationsClient::listTargetsForPolicyPaginator,
                                ListTargetsForPolicyResponse::targets)
                        .whole());
    }

    private static Read<List<String>> regionsLeft(String content) {
        try {
            return Read.known(RegionLimits.regionsLeftBy(content));
        } catch (IllegalArgumentException noPolicy) {
            return Read.missing(new Unread(
                    UnreadReason.MALFORMED,
                    DESCRIBE,
                    null,
                    "the policy document is not readable: " + noPolicy.getMessage()));
        }
    }
}
