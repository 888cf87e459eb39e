package io.vigil.scanner.collect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.checks.policy.Access;
import io.vigil.checks.policy.HeldPolicy;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.UserDetail;

class PoliciesInUseTest {
    private static final String ARN = "arn:aws:iam::111122223333:user/ida";
    private static final AccountId ACCOUNT = new AccountId("111122223333");
    private static final String LIMIT = "arn:aws:iam::111122223333:policy/limit";
    private static final UserDetail IDA = UserDetail.builder()
            .arn(ARN)
            .userName("ida")
            .groupList("dev")
            .userPolicyList(p -> p.policyName("mine").policyDocument(encoded("mine+")))
            .attachedManagedPolicies(
                    p -> p.policyName("ReadOnlyAccess").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess"))
            .permissionsBoundary(b -> b.permissionsBoundaryArn(LIMIT))
            .build();

    @Test
    void aUserHoldsItsOwnPoliciesThoseOfItsGroupsAndABoundary() {
        // When
        Read<Access> access =
                new PoliciesInUse(ACCOUNT, new Listed<>(List.of(account("dev")), ListEnd.REACHED)).of(IDA);

        // Then
        assertThat(access)
                .isEqualTo(Read.known(new Access(
                        ARN,
                        List.of(held("mine", "mine+")),
                        List.of(
                                held("ReadOnlyAccess", "read"),
                                held("dev/inline", "dev"),
                                held("dev/ReadOnlyAccess", "read")),
                        Optional.of(held("limit", "limit")),
                        List.of())));
    }

    @Test
    void aGroupThatIsNotListedLeavesTheUserUnknown() {
        // Given
        Unread why = new Unread(UnreadReason.TRUNCATED, AccountAuthorization.OPERATION, null, "broke off");

        // When
        Read<Access> broken =
                new PoliciesInUse(ACCOUNT, new Listed<>(List.of(account("ops")), new ListEnd.NotReached(why))).of(IDA);
        Read<Access> contradicting =
                new PoliciesInUse(ACCOUNT, new Listed<>(List.of(account("ops")), ListEnd.REACHED)).of(IDA);

        // Then
        assertThat(broken).isEqualTo(Read.missing(why));
        assertThat(contradicting)
                .isInstanceOfSatisfying(
                        Read.Missing.class,
                        missing -> assertThat(missing.why().reason()).isEqualTo(UnreadReason.MALFORMED));
    }

    @Test
    void aPolicyOfTheCustomersCountsBeforeAnybodyHoldsItAndABoundaryDoesNot() {
        // Given
        PoliciesInUse policies = new PoliciesInUse(ACCOUNT, new Listed<>(List.of(account("dev")), ListEnd.REACHED));
        ManagedPolicyDetail loose = managed("arn:aws:iam::111122223333:policy/loose", /* attached */ 0, /* bounds */ 0);
        ManagedPolicyDetail limit = managed(LIMIT, /* attached */ 0, /* bounds */ 2);
        ManagedPolicyDetail both = managed(LIMIT, /* attached */ 1, /* bounds */ 2);
        ManagedPolicyDetail ofAws =
                managed("arn:aws:iam::aws:policy/PowerUserAccess", /* attached */ 0, /* bounds */ 1);

        // Then
        assertThat(own(policies.of(loose))).hasSize(1);
        assertThat(own(policies.of(limit))).isEmpty();
        assertThat(own(policies.of(both))).hasSize(1);
        assertThat(own(policies.of(ofAws))).isEmpty();
    }

    private static List<HeldPolicy> own(Read<Access> access) {
        return access instanceof Read.Known<Access>(Access known)
                ? known.own()
                : List.of(held("unread", ""), held("", ""));
    }

    private static ManagedPolicyDetail managed(String arn, int attached, int bounds) {
        return ManagedPolicyDetail.builder()
                .arn(arn)
                .attachmentCount(attached)
                .permissionsBoundaryUsageCount(bounds)
                .policyVersionList(v -> v.isDefaultVersion(true).document(encoded("x")))
                .build();
    }

    @Test
    void onlyAssumedRolesAreReadByARole() {
        assertThat(ScannerRoles.roleName("arn:aws:sts::111122223333:assumed-role/VigilReadOnly/vigil-scan-1"))
                .contains("VigilReadOnly");
        assertThat(ScannerRoles.roleName("arn:aws:iam::111122223333:user/ida")).isEmpty();
        assertThat(ScannerRoles.roleName("arn:aws:iam::111122223333:root")).isEmpty();
    }

    private static GetAccountAuthorizationDetailsResponse account(String group) {
        return GetAccountAuthorizationDetailsResponse.builder()
                .groupDetailList(g -> g.groupName(group)
                        .groupPolicyList(p -> p.policyName("inline").policyDocument(encoded("dev")))
                        .attachedManagedPolicies(p ->
                                p.policyName("ReadOnlyAccess").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess")))
                .policies(
                        p -> p.policyName("ReadOnlyAccess")
                                .arn("arn:aws:iam::aws:policy/ReadOnlyAccess")
                                .policyVersionList(
                                        v -> v.isDefaultVersion(false).document(encoded("old")),
                                        v -> v.isDefaultVersion(true).document(encoded("read"))),
                        p -> p.policyName("limit")
                                .arn(LIMIT)
                                .policyVersionList(v -> v.isDefaultVersion(true).document(encoded("limit"))))
                .build();
    }

    private static HeldPolicy held(String name, String sid) {
        return new HeldPolicy(name, Map.of("Statement", List.of(Map.of("Sid", sid))));
    }

    private static String encoded(String sid) {
        return URLEncoder.encode("{\"Statement\":[{\"Sid\":\"%s\"}]}".formatted(sid), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
