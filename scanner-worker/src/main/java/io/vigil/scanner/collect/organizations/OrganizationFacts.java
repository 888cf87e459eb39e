package io.vigil.scanner.collect.organizations;

import io.vigil.checks.Read;
import io.vigil.checks.aws.account.AccountOrganization;
import io.vigil.checks.aws.account.OrganizationMembership;
import io.vigil.contracts.Unread;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListOrganizationsFeaturesRequest;
import software.amazon.awssdk.services.iam.model.ListOrganizationsFeaturesResponse;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.DelegatedAdministrator;
import software.amazon.awssdk.services.organizations.model.ListDelegatedAdministratorsRequest;
import software.amazon.awssdk.services.organizations.model.ListDelegatedAdministratorsResponse;

/** The organization of an account; what only the management account may see is asked there alone. */
public final class OrganizationFacts {
    public static final Set<String> OPERATIONS = Stream.concat(
                    ServiceControlPolicies.OPERATIONS.stream(),
                    Stream.of(
                            Membership.OPERATION,
                            "iam:ListOrganizationsFeatures",
                            "organizations:ListDelegatedAdministrators"))
            .collect(Collectors.toUnmodifiableSet());

    /** The organization has not let IAM into its accounts, so no feature of IAM is on. */
    private static final Set<String> NO_FEATURES =
            Set.of("ServiceAccessNotEnabledException", "OrganizationNotInAllFeaturesModeException");

    private static final int ADMINISTRATORS_PAGE = 20;

    private interface Part<T> {
        Read<T> read() throws InterruptedException;
    }

    private OrganizationFacts() {}

    public static AccountOrganization of(UnitScope scope) throws InterruptedException {
        Read<Optional<OrganizationMembership>> membership = Membership.of(scope);
        return new AccountOrganization(
                membership,
                ofManagement(scope, membership, () -> rootFeatures(scope)),
                ofManagement(scope, membership, () -> delegatedAdministrators(scope)),
                ofManagement(scope, membership, () -> ServiceControlPolicies.of(scope)));
    }

    /** Elsewhere AWS refuses with the same words as for a missing permission, so nobody asks. */
    private static <T> Read<Optional<T>> ofManagement(
            UnitScope scope, Read<Optional<OrganizationMembership>> membership, Part<T> part)
            throws InterruptedException {
        return switch (membership) {
            case Read.Missing<Optional<OrganizationMembership>>(Unread why) -> Read.missing(why);
            case Read.Known<Optional<OrganizationMembership>>(Optional<OrganizationMembership> known) ->
                known.filter(each -> each.managementAccount()
                                        .equals(scope.account().value()))
                                .isPresent()
                        ? part.read().map(Optional::of)
                        : Read.known(Optional.empty());
        };
    }

    private static Read<List<String>> rootFeatures(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .find(
                        IamClient.class,
                        scope.region(),
                        ListOrganizationsFeaturesRequest.builder().build(),
                        IamClient::listOrganizationsFeatures,
                        NO_FEATURES)
                .map(found -> found.map(ListOrganizationsFeaturesResponse::enabledFeaturesAsStrings)
                        .orElse(List.of()));
    }

    private static Read<List<String>> delegatedAdministrators(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        OrganizationsClient.class,
                        scope.region(),
                        ListDelegatedAdministratorsRequest.builder()
                                .maxResults(ADMINISTRATORS_PAGE)
                                .build(),
                        OrganizationsClient::listDelegatedAdministratorsPaginator,
                        ListDelegatedAdministratorsResponse::delegatedAdministrators)
                .whole()
                .map(all -> all.stream().map(DelegatedAdministrator::id).toList());
    }
}
