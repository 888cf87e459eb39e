package io.vigil.scanner.collect.organizations;

import io.vigil.checks.Read;
import io.vigil.checks.aws.account.OrganizationMembership;
import io.vigil.scanner.collect.UnitScope;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationRequest;

/** Which organization the account is in; every member may ask. The mail address in the answer is not kept. */
public final class Membership {
    public static final String OPERATION = "organizations:DescribeOrganization";
    private static final Set<String> IN_NONE = Set.of("AWSOrganizationsNotInUseException");

    private Membership() {}

    public static Read<Optional<OrganizationMembership>> of(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .find(
                        OrganizationsClient.class,
                        scope.region(),
                        DescribeOrganizationRequest.builder().build(),
                        OrganizationsClient::describeOrganization,
                        IN_NONE)
                .map(found -> found.map(answer -> new OrganizationMembership(
                        answer.organization().id(),
                        answer.organization().masterAccountId(),
                        answer.organization().featureSetAsString())));
    }
}
