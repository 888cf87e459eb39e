package io.vigil.scanner.collect.iam;

import io.vigil.checks.Read;
import io.vigil.checks.aws.account.AccountIdentity;
import io.vigil.checks.aws.account.HeldAwsPolicy;
import io.vigil.scanner.collect.UnitScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ListSamlProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListSamlProvidersResponse;
import software.amazon.awssdk.services.iam.model.SAMLProviderListEntry;

/** What IAM tells of an account as a whole. */
public final class IdentityFacts {
    private static final String PROVIDERS = "iam:ListSAMLProviders";

    /** By the part that takes them. */
    public static final Map<String, Set<String>> OPERATIONS = Map.of(
            "rootUse", Set.of(CredentialReports.GENERATE, CredentialReports.GET),
            "rootVirtualMfaDevices", Set.of(VirtualMfa.OPERATION),
            "samlProviders", Set.of(PROVIDERS),
            "awsPolicies", Set.of(AccountAuthorization.OPERATION),
            "scannerRole", ScannerRoles.OPERATIONS);

    private IdentityFacts() {}

    public static AccountIdentity of(UnitScope scope) throws InterruptedException {
        return new AccountIdentity(
                scope.part(
                        "identity.rootUse",
                        CredentialReports.GET,
                        () -> CredentialReports.read(scope).flatMap(CredentialReport::ofRoot)),
                scope.part(
                        "identity.rootVirtualMfaDevices",
                        VirtualMfa.OPERATION,
                        () -> VirtualMfa.serialsByUser(scope).map(IdentityFacts::ofRoot)),
                scope.part("identity.samlProviders", PROVIDERS, () -> samlProviders(scope)),
                scope.part(
                        "identity.awsPolicies",
                        AccountAuthorization.OPERATION,
                        () -> AccountAuthorization.pages(scope).whole().map(IdentityFacts::awsPolicies)),
                scope.part(
                        "identity.scannerRole",
                        AccountAuthorization.OPERATION,
                        () -> ScannerRoles.of(
                                scope, AccountAuthorization.pages(scope).whole())));
    }

    private static Read<List<SAMLProviderListEntry>> samlProviders(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .get(
                        IamClient.class,
                        scope.region(),
                        ListSamlProvidersRequest.builder().build(),
                        IamClient::listSAMLProviders)
                .map(ListSamlProvidersResponse::samlProviderList);
    }

    private static List<String> ofRoot(Map<String, List<String>> serialsByUser) {
        return serialsByUser.entrySet().stream()
                .filter(user -> user.getKey().endsWith(":root"))
                .flatMap(user -> user.getValue().stream())
                .toList();
    }

    /** By name. */
    static List<HeldAwsPolicy> awsPolicies(List<GetAccountAuthorizationDetailsResponse> pages) {
        Map<String, HeldAwsPolicy> held = new TreeMap<>();
        for (GetAccountAuthorizationDetailsResponse page : pages) {
            page.userDetailList()
                    .forEach(user -> each(held, user.attachedManagedPolicies())
                            .forEach(policy -> policy.users().add(user.userName())));
            page.groupDetailList()
                    .forEach(group -> each(held, group.attachedManagedPolicies())
                            .forEach(policy -> policy.groups().add(group.groupName())));
            page.roleDetailList()
                    .forEach(role -> each(held, role.attachedManagedPolicies())
                            .forEach(policy -> policy.roles().add(role.roleName())));
        }
        return List.copyOf(held.values());
    }

    private static Stream<HeldAwsPolicy> each(Map<String, HeldAwsPolicy> held, List<AttachedPolicy> attached) {
        return attached.stream()
                .filter(policy -> policy.policyArn().contains(":iam::aws:"))
                .map(policy -> held.computeIfAbsent(
                        policy.policyName(),
                        name -> new HeldAwsPolicy(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>())));
    }
}
