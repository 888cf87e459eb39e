package io.vigil.scanner.collect.iam;

import io.vigil.checks.Read;
import io.vigil.checks.aws.account.ScannerRole;
import io.vigil.checks.iam.IamActions;
import io.vigil.checks.policy.Access;
import io.vigil.checks.policy.Permissions;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collectors;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The role by which the account is being read, and what it lacks, by the meaning of its policies instead of a call an action. */
final class ScannerRoles {
    static final Set<String> OPERATIONS = Set.of("sts:GetCallerIdentity", AccountAuthorization.OPERATION);

    private static final Pattern ASSUMED = Pattern.compile("arn:[^:]+:sts::[0-9]{12}:assumed-role/([^/]+)/.+");

    /** Needs no permission, so no policy lists it. */
    private static final String ALWAYS_ALLOWED = "sts:GetCallerIdentity";

    private ScannerRoles() {}

    static Read<Optional<ScannerRole>> of(UnitScope scope, Read<List<GetAccountAuthorizationDetailsResponse>> details)
            throws InterruptedException {
        Read<Optional<String>> name = scope.calls()
                .get(
                        StsClient.class,
                        scope.region(),
                        GetCallerIdentityRequest.builder().build(),
                        StsClient::getCallerIdentity)
                .map(GetCallerIdentityResponse::arn)
                .map(ScannerRoles::roleName);
        return name.flatMap(found -> found.isEmpty()
                ? Read.known(Optional.empty())
                : details.flatMap(pages -> role(scope, found.get(), pages)).map(Optional::of));
    }

    static Optional<String> roleName(String callerArn) {
        return Optional.of(ASSUMED.matcher(callerArn))
                .filter(java.util.regex.Matcher::matches)
                .map(found -> found.group(1));
    }

    private static Read<ScannerRole> role(
            UnitScope scope, String name, List<GetAccountAuthorizationDetailsResponse> pages) {
        return pages.stream()
                .flatMap(page -> page.roleDetailList().stream())
                .filter(role -> role.roleName().equals(name))
                .findFirst()
                .map(role -> Read.known(scannerRole(scope, role, pages)))
                .orElseGet(() -> Read.missing(
                        PolicyTexts.malformed("the account's roles do not have %s, which reads it".formatted(name))));
    }

    private static ScannerRole scannerRole(
            UnitScope scope, RoleDetail role, List<GetAccountAuthorizationDetailsResponse> pages) {
        return new ScannerRole(
                role.roleName(),
                Roles.trust(scope.account(), role),
                new PoliciesInUse(scope.account(), new Listed<>(pages, ListEnd.REACHED))
                        .of(role)
                        .map(ScannerRoles::missing));
    }

    private static List<String> missing(Access access) {
        Permissions permissions = Permissions.of(access);
        return Collectors.ALL.operations().stream()
                .map(IamActions::of)
                .distinct()
                .sorted()
                .filter(action -> !action.equals(ALWAYS_ALLOWED) && !permissions.allowsSomewhere(action))
                .toList();
    }
}
