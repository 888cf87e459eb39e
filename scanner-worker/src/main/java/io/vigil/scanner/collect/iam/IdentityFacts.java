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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ListSamlProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListSamlProvidersResponse;

/** What IAM tells of an account as a whole. */
public final class IdentityFacts {
    public static final Set<String> OPERATIONS = Stream.concat(
                    ScannerRoles.OPERATIONS.stream(),
                    Stream.of(
                            CredentialReports.GENERATE,
                            CredentialReports.GET,
                            VirtualMfa.OPERATION,
                            "iam:ListSAMLProviders"))
            .collect(Collectors.toUnmodifiableSet());

    private IdentityFacts() {}

    public static AccountIdentity of(UnitScope scope) throws InterruptedException {
        Read<List<GetAccountAuthorizationDetailsResponse>> pages =
                AccountAuthorization.pages(scope).whole();
        return new AccountIdentity(
                CredentialReports.read(scope).flatMap(CredentialReport::ofRoot),
                VirtualMfa.serialsByUser(scope).map(IdentityFacts::ofRoot),
                scope.calls()
                        .get(
                                IamClient.class,
                                scope.region(),
                                ListSamlProvidersRequest.builder().build(),
                                IamClient::listSAMLProviders)
                        .map(ListSamlProvidersResponse::samlProviderList),
                pages.map(IdentityFacts::awsPolicies),
                ScannerRoles.of(scope, pages));
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
