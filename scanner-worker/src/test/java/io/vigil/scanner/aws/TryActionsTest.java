package io.vigil.scanner.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigil.contracts.DeniedAction;
import io.vigil.sandbox.Fault;
import io.vigil.scanner.TestAccount;
import io.vigil.scanner.collect.Collectors;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a role may not do is found without a single resource of the account. */
class TryActionsTest {
    @TempDir
    Path folder;

    private EnteredAccount lab;

    @BeforeEach
    void start() throws Exception {
        lab = new EnteredAccount(TestAccount.start(folder, /* pageSize */ 2));
    }

    @AfterEach
    void stop() {
        lab.close();
        lab.account.close();
    }

    @Test
    void everyOperationThatCollectorsDeclareCanBeTried() {
        Set<String> without = new TreeSet<>(Collectors.ALL.operations());
        without.removeIf(operation -> EmptyCall.of(operation).isPresent());
        assertThat(without).isEmpty();
    }

    @Test
    void aRoleThatMayDoEverythingMissesNothing() throws Exception {
        // When
        TryActions.Tried tried = tried(Collectors.ALL.operations());
        // Then
        assertThat(tried.denied()).isEmpty();
        assertThat(tried.allowed()).isGreaterThan(100);
        assertThat(tried.allowed() + tried.untold())
                .isEqualTo(Collectors.ALL.operations().size());
    }

    @Test
    void aRoleThatMayDoNothingMissesEveryAction() throws Exception {
        // Given
        lab.account.write("global/iam/permissions/VigilReadOnly.json", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]}""");
        Set<String> expected = new TreeSet<>(Collectors.ALL.operations());
        expected.remove("s3:ListBuckets");
        // AWS asks nobody's leave for it
        expected.remove("sts:GetCallerIdentity");
        // When
        TryActions.Tried tried = tried(Collectors.ALL.operations());
        // Then
        assertThat(tried.denied()).extracting(DeniedAction::operation).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(tried.denied()).extracting(DeniedAction::by).containsOnly(DeniedAction.By.NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "DENY, NOT_ALLOWED",
        "EXPLICIT_DENY, SERVICE_CONTROL_POLICY",
        "NOT_ALLOWED_BY_SCP, SERVICE_CONTROL_POLICY",
        "BOUNDARY_DENY, PERMISSIONS_BOUNDARY",
        "SESSION_DENY, SESSION_POLICY"
    })
    void thePolicyInTheWayIsNamed(Fault.Kind kind, DeniedAction.By by) throws Exception {
        // Given
        lab.account.sandbox().faults().add(Fault.of(kind, "ec2", "DescribeVpcs"));
        lab.account.sandbox().faults().add(Fault.of(kind, "s3", "GetBucketPolicy"));
        // When
        TryActions.Tried tried = tried(List.of("ec2:DescribeVpcs", "s3:GetBucketPolicy", "ec2:DescribeSubnets"));
        // Then
        assertThat(tried.denied())
                .extracting(DeniedAction::action, DeniedAction::by)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("ec2:DescribeVpcs", by),
                        org.assertj.core.groups.Tuple.tuple("s3:GetBucketPolicy", by));
    }

    @Test
    void theLeaveOfASecondServiceIsMissedByItsOwnName() throws Exception {
        // Given
        lab.account.write("global/iam/permissions/VigilReadOnly.json", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "wafv2:*", "Resource": "*"}]}""");
        String ofPool = "wafv2:GetWebACLForResource/COGNITO_USER_POOL";
        String ofServices = "wafv2:ListResourcesForWebACL/APP_RUNNER_SERVICE";
        // When
        TryActions.Tried tried =
                tried(List.of("wafv2:GetWebACLForResource", "wafv2:ListResourcesForWebACL", ofPool, ofServices));
        // Then
        assertThat(tried.denied())
                .extracting(DeniedAction::operation, DeniedAction::action)
                .containsExactly(
                        tuple(ofPool, "cognito-idp:GetWebACLForResource"),
                        tuple(ofServices, "apprunner:ListAssociatedServicesForWebAcl"));
    }

    @Test
    void whatIsThrottledOrBrokenIsNotClaimedToBeMissing() throws Exception {
        // Given
        lab.account.sandbox().faults().add(Fault.of(Fault.Kind.HTML_200, "ec2", "DescribeVpcs"));
        // When
        TryActions.Tried tried = tried(List.of("ec2:DescribeVpcs"));
        // Then
        assertThat(tried).isEqualTo(new TryActions.Tried(List.of(), /* allowed */ 0, /* untold */ 1));
    }

    private TryActions.Tried tried(Collection<String> operations) throws InterruptedException {
        if (!(lab.enter().enter(EnteredAccount.door()) instanceof Entry.Entered(AwsSession session)))
            throw new AssertionError("the test account lets nobody in");
        return new TryActions().tryActions(session, operations, EnteredAccount.FRANKFURT);
    }
}
