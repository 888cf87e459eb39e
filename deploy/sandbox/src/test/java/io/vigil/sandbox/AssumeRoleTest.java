package io.vigil.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.StsException;

class AssumeRoleTest {
    private static final String DENIED =
            "User: arn:aws:iam::999988887777:user/vigil-scanner is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::";

    @TempDir
    Path accounts;

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    AccountFolder account;
    Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        account = AccountFolder.trusting(accounts, Clients.EXTERNAL_ID);
        sandbox = Sandbox.start(SandboxOptions.of(accounts).clock(now::get));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private StsException refused(AssumeRoleRequest.Builder request) {
        return catchThrowableOfType(
                StsException.class, () -> Clients.sts(sandbox.uri()).assumeRole(request.build()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STS_OFF|RegionDisabledException|STS is not activated in this region for account:999988887777. Your account administrator can activate STS in this region using the IAM Console.",
                "CLOCK_SKEW|SignatureDoesNotMatch|Signature expired: 20260301T090000Z is now earlier than 20260301T114500Z (20260301T120000Z - 15 min.)",
                "CLOCK_AHEAD|SignatureDoesNotMatch|Signature not yet current: 20260301T150000Z is still later than 20260301T121500Z (20260301T120000Z + 15 min.)",
                "EXPIRED_TOKEN|ExpiredToken|The security token included in the request is expired",
                "UNKNOWN_KEY|InvalidClientTokenId|The security token included in the request is invalid."
            })
    void answersAFaultOfTheAccountsDoorInAwsWords(Fault.Kind kind, String code, String words) {
        // Given
        sandbox.faults().add(Fault.of(kind, "sts", "AssumeRole").in(Clients.ACCOUNT));
        // When
        var refused = refused(Clients.readOnly(Clients.ACCOUNT));
        // Then
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(words);
    }

    @Test
    void aFaultOfAnotherAccountsDoorIsNotMet() {
        // Given
        sandbox.faults().add(Fault.of(Fault.Kind.STS_OFF, "sts", "AssumeRole").in("555555555555"));
        // Then
        assertThat(Clients.sts(sandbox.uri())
                        .assumeRole(Clients.readOnly(Clients.ACCOUNT)
                                .externalId(Clients.EXTERNAL_ID)
                                .build())
                        .credentials())
                .isNotNull();
    }

    @Test
    void refusesAnotherExternalIdNoneAndAMissingRoleInTheSameWords() {
        // When
        var other = refused(Clients.readOnly(Clients.ACCOUNT).externalId("someone-elses"));
        var none = refused(Clients.readOnly(Clients.ACCOUNT));
        var missing = refused(Clients.readOnly("000000000001").externalId(Clients.EXTERNAL_ID));

        // Then
        for (var refusal : new StsException[] {other, none, missing}) {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            assertThat(refusal.statusCode()).isEqualTo(403);
        }
        assertThat(other.awsErrorDetails().errorMessage()).isEqualTo(DENIED + "111122223333:role/VigilReadOnly");
        assertThat(none.awsErrorDetails().errorMessage()).isEqualTo(DENIED + "111122223333:role/VigilReadOnly");
        assertThat(missing.awsErrorDetails().errorMessage()).isEqualTo(DENIED + "000000000001:role/VigilReadOnly");
    }

    @Test
    void letsAnybodyIntoARoleWithoutExternalId() throws IOException {
        // Given
        account.write("global/iam/trust/VigilReadOnly.json", AccountFolder.trust(""));

        // When
        var without = Clients.sts(sandbox.uri())
                .assumeRole(Clients.readOnly(Clients.ACCOUNT).build());
        var with = Clients.sts(sandbox.uri())
                .assumeRole(
                        Clients.readOnly(Clients.ACCOUNT).externalId("anything").build());

        // Then
        assertThat(without.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/VigilReadOnly/test");
        assertThat(with.credentials().sessionToken()).isNotBlank();
    }

    @Test
    void refusesARoleThatTrustsSomebodyElse() throws IOException {
        // Given
        account.write(
                "global/iam/trust/VigilReadOnly.json", AccountFolder.trust("").replace("999988887777", "123412341234"));

        // When
        var refusal = refused(Clients.readOnly(Clients.ACCOUNT));

        // Then
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::../../etc:role/VigilReadOnly",
                "arn:aws:iam::111122223333:role/../../../x",
                "arn:aws:iam::11112222333:role/VigilReadOnly",
                "arn:aws:iam::111122223333:role/a%2F..%2Fb",
                "not-an-arn-but-long-enough-for-one"
            })
    void refusesARoleThatIsNone(String arn) {
        // When
        var refusal = refused(Clients.readOnly(Clients.ACCOUNT).roleArn(arn));

        // Then
        assertThat(refusal.awsErrorDetails().errorCode()).isIn("ValidationError", "AccessDenied");
        assertThat(refusal.awsErrorDetails().errorMessage()).contains(arn);
    }

    @Test
    void refusesASessionPolicyOverAwssLimitAndTakesOneAtIt() {
        // Given
        var policy =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ec2:Describe*\",\"Resource\":\"*\"%s}]}";
        var atLimit = policy.formatted(" ".repeat(2048 - policy.length() + 2));
        var over = policy.formatted(" ".repeat(2049 - policy.length() + 2));

        // When
        var refusal = refused(Clients.readOnly(Clients.ACCOUNT)
                .externalId(Clients.EXTERNAL_ID)
                .policy(over));
        var taken = Clients.sts(sandbox.uri())
                .assumeRole(Clients.readOnly(Clients.ACCOUNT)
                        .externalId(Clients.EXTERNAL_ID)
                        .policy(atLimit)
                        .build());

        // Then
        assertThat(atLimit).hasSize(2048);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
        assertThat(refusal.awsErrorDetails().errorMessage()).contains("less than or equal to 2048");
        assertThat(taken.credentials().accessKeyId()).startsWith("ASIA");
    }

    @Test
    void holdsASessionToItsPolicyInEachServicesWords() {
        // Given
        var session = Clients.assume(
                sandbox.uri(),
                Clients.readOnly(Clients.ACCOUNT)
                        .externalId(Clients.EXTERNAL_ID)
                        .policy("""
                                {"Version": "2012-10-17", "Statement": [
                                  {"Effect": "Allow", "Action": ["ec2:DescribeVpcs", "s3:ListAllMyBuckets"], "Resource": "*"},
                                  {"Effect": "Deny", "Action": "iam:*", "Resource": "*"}]}""")
                        .build());
        var ec2 = Clients.client(Ec2Client.builder(), sandbox.uri(), session, "eu-central-1");
        var s3 = Clients.client(S3Client.builder(), sandbox.uri(), session, "eu-central-1");

        // When
        var ec2Refusal = catchThrowableOfType(Ec2Exception.class, ec2::describeSubnets);
        var s3Refusal = catchThrowableOfType(S3Exception.class, () -> s3.getBucketEncryption(r -> r.bucket("b")));
        var iamRefusal = catchThrowableOfType(
                IamException.class,
                () -> Clients.client(IamClient.builder(), sandbox.uri(), session, "us-east-1")
                        .listUsers());
        var kmsRefusal = catchThrowableOfType(
                KmsException.class,
                () -> Clients.client(KmsClient.builder(), sandbox.uri(), session, "us-east-1")
                        .listKeys());

        // Then
        assertThat(ec2.describeVpcs().vpcs()).isEmpty();
        assertThat(s3.listBuckets().buckets()).isEmpty();
        assertThat(ec2Refusal.awsErrorDetails().errorCode()).isEqualTo("UnauthorizedOperation");
        assertThat(ec2Refusal.awsErrorDetails().errorMessage())
                .contains("because no session policy allows the ec2:DescribeSubnets action");
        assertThat(s3Refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        assertThat(s3Refusal.awsErrorDetails().errorMessage()).contains("s3:GetEncryptionConfiguration");
        assertThat(iamRefusal.awsErrorDetails().errorMessage())
                .contains("iam:ListUsers with an explicit deny in a session policy");
        assertThat(kmsRefusal.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
    }

    @Test
    void holdsASessionToWhatItsRoleMayDoToo() throws IOException {
        // Given
        account.write("global/iam/permissions/VigilReadOnly.json", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:Describe*", "Resource": "*"}]}""");
        var session = Clients.session(sandbox.uri());

        // When
        var iam = Clients.client(IamClient.builder(), sandbox.uri(), session, "us-east-1");

        // Then
        assertThat(Clients.client(Ec2Client.builder(), sandbox.uri(), session, "eu-central-1")
                        .describeVpcs()
                        .vpcs())
                .isEmpty();
        assertThatThrownBy(iam::listUsers)
                .isInstanceOf(IamException.class)
                .hasMessageContaining("because no identity-based policy allows the iam:ListUsers action");
    }

    @Test
    void endsASessionWhenItsTimeIsOver() {
        // Given
        var session = Clients.assume(
                sandbox.uri(),
                Clients.readOnly(Clients.ACCOUNT)
                        .externalId(Clients.EXTERNAL_ID)
                        .durationSeconds(900)
                        .build());
        var ec2 = Clients.client(Ec2Client.builder(), sandbox.uri(), session, "eu-central-1");
        assertThat(ec2.describeVpcs().vpcs()).isEmpty();

        // When
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(15)));

        // Then
        assertThatThrownBy(ec2::describeVpcs)
                .isInstanceOf(Ec2Exception.class)
                .hasMessageContaining("Request has expired");
    }

    @Test
    void refusesAKeyWithAnotherSessionsToken() {
        // Given
        var one = (AwsSessionCredentials) Clients.session(sandbox.uri());
        var other = (AwsSessionCredentials) Clients.session(sandbox.uri());
        var mixed = AwsSessionCredentials.create(one.accessKeyId(), one.secretAccessKey(), other.sessionToken());

        // When
        var ec2 = Clients.client(Ec2Client.builder(), sandbox.uri(), mixed, "eu-central-1");

        // Then
        assertThatThrownBy(ec2::describeVpcs)
                .isInstanceOf(Ec2Exception.class)
                .hasMessageContaining("not able to validate");
    }
}
