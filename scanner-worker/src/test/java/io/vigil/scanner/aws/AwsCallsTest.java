package io.vigil.scanner.aws;

import static io.vigil.scanner.aws.EnteredAccount.FRANKFURT;
import static io.vigil.scanner.aws.EnteredAccount.VPCS;
import static io.vigil.scanner.aws.EnteredAccount.vpcs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.checks.Read;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.sandbox.Fault;
import io.vigil.scanner.TestAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;

class AwsCallsTest {
    @TempDir
    static Path folder;

    private static TestAccount account;

    private EnteredAccount lab;
    private AwsCalls calls;

    @BeforeAll
    static void start() throws Exception {
        account = TestAccount.start(folder, /* pageSize */ 2);
    }

    @AfterAll
    static void stop() {
        account.close();
    }

    @BeforeEach
    void enter() throws Exception {
        account.sandbox().calls().clear();
        lab = new EnteredAccount(account);
        calls = lab.calls();
    }

    @AfterEach
    void leave() {
        lab.close();
        account.sandbox().faults().clear();
    }

    @ParameterizedTest
    @CsvSource({
        "DENY, ACCESS_DENIED, ec2:DescribeVpcs, 1",
        "EXPLICIT_DENY, EXPLICITLY_DENIED, ec2:DescribeVpcs, 1",
        "THROTTLE, THROTTLED, , 5",
        "ERROR_500, SERVICE_FAILED, , 5",
        "HTML_500, SERVICE_FAILED, , 5",
        "RESET, SERVICE_FAILED, , 5",
        "HTML_404, MALFORMED, , 1",
        "MALFORMED, MALFORMED, , 1",
        "EXPIRED_TOKEN, CREDENTIALS_EXPIRED, , 5",
        "REGION_OFF, REGION_OFF, , 1",
        "UNKNOWN_OPERATION, NOT_SUPPORTED, , 1"
    })
    void aFailureIsAReasonAndIsTriedAgainIfItMayPass(
            Fault.Kind fault, UnreadReason reason, String missingAction, long attempts) throws Exception {
        // Given
        account.sandbox().faults().add(Fault.of(fault, "ec2", "DescribeVpcs"));

        // When
        Unread why = missing(vpcs(calls));

        // Then
        assertThat(why.reason()).isEqualTo(reason);
        assertThat(why.operation()).isEqualTo(VPCS);
        assertThat(why.missingAction()).isEqualTo(missingAction);
        assertThat(why.detail()).isNotBlank().doesNotContain("<html");
        assertThat(lab.sent("ec2", "DescribeVpcs")).isEqualTo(attempts);
    }

    @Test
    void theActionToGrantIsTheOneOfIamAndNotTheOperation() throws Exception {
        // Given
        account.sandbox().faults().add(Fault.of(Fault.Kind.DENY, "s3", "ListBuckets"));

        // When
        Read<ListBucketsResponse> answer = calls.get(
                S3Client.class, Region.GLOBAL, ListBucketsRequest.builder().build(), S3Client::listBuckets);

        // Then
        assertThat(missing(answer).missingAction()).isEqualTo("s3:ListAllMyBuckets");
        assertThat(missing(answer).operation()).isEqualTo("s3:ListBuckets");
    }

    @Test
    void whatPassesIsAnAnswerAfterAll() throws Exception {
        // Given
        account.sandbox()
                .faults()
                .add(Fault.of(Fault.Kind.ERROR_500, "ec2", "DescribeVpcs").times(2));

        // Then
        assertThat(vpcs(calls)).isInstanceOf(Read.Known.class);
        assertThat(outcome("ec2", CallOutcome.OK)).isEqualTo(1);
        assertThat(outcome("ec2", CallOutcome.RETRIED)).isEqualTo(2);
        assertThat(outcome("ec2", CallOutcome.FAILED)).isZero();
        assertThat(calls.counts().byOperation()).containsEntry(VPCS, 3L);
    }

    @Test
    void everyThrottleIsCounted() throws Exception {
        // Given
        account.sandbox()
                .faults()
                .add(Fault.of(Fault.Kind.THROTTLE, "ec2", "DescribeVpcs").times(1));

        // When
        vpcs(calls);

        // Then
        assertThat(outcome("ec2", CallOutcome.THROTTLED)).isEqualTo(1);
        assertThat(outcome("ec2", CallOutcome.OK)).isEqualTo(1);
    }

    @Test
    void aRefusalIsCountedAsDeniedAndNotAsAFailure() throws Exception {
        // Given
        account.sandbox().faults().add(Fault.of(Fault.Kind.DENY, "ec2", "DescribeVpcs"));

        // When
        vpcs(calls);

        // Then
        assertThat(outcome("ec2", CallOutcome.DENIED)).isEqualTo(1);
        assertThat(outcome("ec2", CallOutcome.FAILED)).isZero();
    }

    @Test
    void thatThereIsNoneIsAnAnswer() throws Exception {
        // Given
        account.write("global/s3/ListBuckets.json", "{\"Buckets\": [{\"Name\": \"one\"}]}");

        // When
        Read<Optional<GetBucketPolicyResponse>> answer = calls.find(
                S3Client.class,
                FRANKFURT,
                GetBucketPolicyRequest.builder().bucket("one").build(),
                S3Client::getBucketPolicy,
                Set.of("NoSuchBucketPolicy"));

        // Then
        assertThat(answer).isEqualTo(Read.known(Optional.empty()));
        assertThat(outcome("s3", CallOutcome.OK)).isEqualTo(1);
        assertThat(outcome("s3", CallOutcome.FAILED)).isZero();
    }

    @Test
    void theSameQuestionIsSentOnceWhoeverAsks() throws Exception {
        // Given
        account.sandbox()
                .faults()
                .add(Fault.of(Fault.Kind.DENY, "ec2", "DescribeVpcs").times(1));

        // When
        Unread first = missing(vpcs(calls));
        Unread second = missing(vpcs(calls.declaring(Set.of(VPCS))));

        // Then: a refusal is shared as well
        assertThat(second).isEqualTo(first);
        assertThat(lab.sent("ec2", "DescribeVpcs")).isEqualTo(1);
    }

    @Test
    void whatIsNotDeclaredIsNotCalled() {
        AwsCalls narrow = calls.declaring(Set.of("ec2:DescribeSubnets"));
        assertThatThrownBy(() -> vpcs(narrow)).hasMessageContaining("called but not declared");
        assertThat(lab.sent("ec2", "DescribeVpcs")).isZero();
    }

    @Test
    void aRegionThatIsOffIsAskedOnce() throws Exception {
        // Given
        account.sandbox()
                .faults()
                .add(new Fault(null, FRANKFURT.value(), "ec2", null, Fault.Kind.REGION_OFF, null, null, null));

        // When
        Unread vpcs = missing(vpcs(calls));
        ListEnd groups = groups();

        // Then
        assertThat(vpcs.reason()).isEqualTo(UnreadReason.REGION_OFF);
        assertThat(groups).isInstanceOfSatisfying(ListEnd.NotReached.class, end -> {
            assertThat(end.why().reason()).isEqualTo(UnreadReason.REGION_OFF);
            assertThat(end.why().operation()).isEqualTo("ec2:DescribeSecurityGroups");
        });
        assertThat(lab.sent("ec2", "DescribeSecurityGroups")).isZero();
    }

    @Test
    void aListThatBreaksOffIsNotReadToItsEnd() throws Exception {
        // Given: three groups on two pages, the second of which is denied
        ListEnd end = calls.stream(
                Ec2Client.class,
                FRANKFURT,
                DescribeSecurityGroupsRequest.builder().build(),
                Ec2Client::describeSecurityGroupsPaginator,
                DescribeSecurityGroupsResponse::securityGroups,
                page -> account.sandbox().faults().add(Fault.of(Fault.Kind.DENY, "ec2", "DescribeSecurityGroups")));

        // Then
        assertThat(end).isInstanceOfSatisfying(ListEnd.NotReached.class, broken -> {
            assertThat(broken.why().reason()).isEqualTo(UnreadReason.TRUNCATED);
            assertThat(broken.why().missingAction()).isEqualTo("ec2:DescribeSecurityGroups");
            assertThat(broken.why().detail()).contains("after 1 page");
        });
    }

    @Test
    void aPageOfAListThatWasReadIsWhole() throws Exception {
        assertThat(groups()).isEqualTo(ListEnd.REACHED);
        assertThat(lab.sent("ec2", "DescribeSecurityGroups")).isEqualTo(2);
    }

    @Test
    void whoWaitsForAnAnswerCanBeStopped() throws Exception {
        account.sandbox().faults().add(Fault.delay("ec2", "DescribeVpcs", Duration.ofSeconds(30)));
        Interrupted.when(() -> lab.sent("ec2", "DescribeVpcs") > 0, () -> vpcs(calls));
    }

    @Test
    void whoWaitsForTheNextAttemptCanBeStopped() throws Exception {
        account.sandbox().faults().add(Fault.of(Fault.Kind.THROTTLE, "ec2", "DescribeVpcs"));
        Interrupted.when(() -> lab.sent("ec2", "DescribeVpcs") > 1, () -> vpcs(calls));
    }

    private ListEnd groups() throws InterruptedException {
        return calls.stream(
                Ec2Client.class,
                FRANKFURT,
                DescribeSecurityGroupsRequest.builder().build(),
                Ec2Client::describeSecurityGroupsPaginator,
                DescribeSecurityGroupsResponse::securityGroups,
                page -> assertThat(page).hasOnlyElementsOfType(SecurityGroup.class));
    }

    private long outcome(String service, CallOutcome outcome) {
        return lab.transport.counts().of(service, outcome);
    }

    private static Unread missing(Read<?> read) {
        assertThat(read).isInstanceOf(Read.Missing.class);
        return ((Read.Missing<?>) read).why();
    }
}
