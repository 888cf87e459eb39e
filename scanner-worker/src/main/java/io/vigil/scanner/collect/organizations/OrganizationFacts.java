package io.vigil.scanner.collect.organizations;

import io.vigil.checks.Read;
import io.vigil.checks.aws.account.AccountOrganization;
import io.vigil.checks.aws.account.OrganizationMembership;
import io.vigil.contracts.Unread;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
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
    private static final String ROOT_FEATURES = "iam:ListOrganizationsFeatures";
    private static final String ADMINISTRATORS = "organizations:ListDelegatedAdministrators";

    /** By the part that takes them; who manages the organization must be known for each. */
    public static final Map<String, Set<String>> OPERATIONS = Map.of(
            "membership", Set.of(Membership.OPERATION),
            "rootFeatures", Set.of(Membership.OPERATION, ROOT_FEATURES),
            "delegatedAdministrators", Set.of(Membership.OPERATION, ADMINISTRATORS),
            "serviceControlPolicies",
                    Stream.concat(Stream.of(Membership.OPERATION), ServiceControlPolicies.OPERATIONS.stream())
                            .collect(Collectors.toUnmodifiableSet()));

    /** The organization has not let IAM into its accounts, so no feature of IAM is on. */
    private static final Set<String> NO_FEATURES =
            Set.of("ServiceAccessNotEnabledException", "OrganizationNotInAllFeaturesModeException");

    private static final int ADMINISTRATORS_PAGE = 20;

    private OrganizationFacts() {}

    public static AccountOrganization of(UnitScope scope) throws InterruptedException {
        return new AccountOrganization(
                scope.part("organization.membership", Membership.OPERATION, () -> Membership.of(scope)),
                ofManagement(scope, "rootFeatures", ROOT_FEATURES, () -> rootFeatures(scope)),
                ofManagement(scope, "delegatedAdministrators", ADMINISTRATORS, () -> delegatedAdministrators(scope)),
                ofManagement(
                        scope,
                        "serviceControlPolicies",
                        ServiceControlPolicies.LIST,
                        () -> ServiceControlPolicies.of(scope)));
    }

    private static <T> Read<Optional<T>> ofManagement(
            UnitScope scope, String part, String operation, UnitScope.Part<T> read) throws InterruptedException {
        return scope.part("organization." + part, operation, () -> ofManagement(scope, read));
    }

    /** Elsewhere AWS refuses with the same words as for a missing permission, so nobody asks. */
    private static <T> Read<Optional<T>> ofManagement(UnitScope scope, UnitScope.Part<T> part)
            throws InterruptedException {
        return switch (Membership.of(scope)) {
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
