package io.vigil.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

class FaultsTest {
    @TempDir
    static Path accounts;

    static Sandbox sandbox;
    static AccountFolder account;
    static List<Supplier<Object>> calls;

    @BeforeAll
    static void start() throws IOException {
        account = AccountFolder.trusting(accounts, Clients.EXTERNAL_ID);
        account.write("eu-central-1/ec2/DescribeVpcs.json", "{\"Vpcs\": [{\"VpcId\": \"vpc-1\"}]}");
        account.write("global/s3/ListBuckets.json", "{\"Buckets\": [{\"Name\": \"one\"}]}");
        account.write("global/iam/ListUsers.json", "{\"Users\": [{\"UserName\": \"ada\"}]}");
        account.write("global/kms/ListKeys.json", "{\"Keys\": [{\"KeyId\": \"k\"}]}");
        account.write("global/guardduty/ListDetectors.json", "{\"DetectorIds\": [\"d\"]}");
        sandbox = Sandbox.start(accounts);
        var session = Clients.session(sandbox.uri());
        var ec2 = Clients.client(Ec2Client.builder(), sandbox.uri(), session, "eu-central-1");
        var s3 = Clients.client(S3Client.builder(), sandbox.uri(), session, "eu-central-1");
        var iam = Clients.client(IamClient.builder(), sandbox.uri(), session, "eu-central-1");
        var kms = Clients.client(KmsClient.builder(), sandbox.uri(), session, "eu-central-1");
        var guardDuty = Clients.client(GuardDutyClient.builder(), sandbox.uri(), session, "eu-central-1");
        calls = List.of(ec2::describeVpcs, s3::listBuckets, iam::listUsers, kms::listKeys, guardDuty::listDetectors);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @AfterEach
    void heal() throws IOException {
        sandbox.faults().clear();
        account.write("faults.json", "[]");
    }

    private static Fault everywhere(Fault.Kind kind) {
        return new Fault(null, null, null, null, kind, null, null, kind == Fault.Kind.DELAY ? 1L : null);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DELAY", "EMPTY", "HTML_200", "WRONG_TYPE", "ENDLESS"})
    void breaksEveryProtocolAndHealsAgain(Fault.Kind kind) {
        for (var call : calls) {
            // Given
            sandbox.faults().add(everywhere(kind));

            // When
            var broken = catchThrowable(call::get);
            sandbox.faults().clear();

            // Then
            assertThat(broken).as("%s of %s", kind, call.getClass()).isInstanceOf(SdkException.class);
            assertThat(call.get()).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DENY, UnauthorizedOperation|AccessDenied|AccessDenied|AccessDeniedException|AccessDeniedException",
        "THROTTLE, RequestLimitExceeded|SlowDown|Throttling|ThrottlingException|TooManyRequestsException",
        "ERROR_500, InternalError|InternalError|InternalFailure|InternalFailure|InternalFailure",
        "EXPIRED_TOKEN, RequestExpired|ExpiredToken|ExpiredToken|ExpiredTokenException|ExpiredTokenException",
        "UNKNOWN_OPERATION, InvalidAction|MethodNotAllowed|InvalidAction|UnknownOperationException|UnknownOperationException",
        "REGION_OFF, AuthFailure|InvalidAccessKeyId|InvalidClientTokenId|UnrecognizedClientException|UnrecognizedClientException"
    })
    void speaksEachServicesOwnWords(Fault.Kind kind, String codes) {
        // Given
        sandbox.faults().add(everywhere(kind));

        // When
        var seen = calls.stream()
                .map(call -> catchThrowableOfType(AwsServiceException.class, call::get)
                        .awsErrorDetails()
                        .errorCode())
                .toList();

        // Then
        assertThat(seen).containsExactly(codes.split("\\|"));
    }

    @Test
    void answersLateAndTruly() {
        // Given
        sandbox.faults().add(Fault.delay("ec2", "DescribeVpcs", Duration.ofMillis(300)));
        var from = System.nanoTime();

        // When
        var answer = calls.getFirst().get();

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(300));
        assertThat(answer.toString()).contains("vpc-1");
    }

    @Test
    void isOverAfterAsManyCallsAsItSays() {
        // Given
        sandbox.faults()
                .add(Fault.of(Fault.Kind.THROTTLE, "ec2", "DescribeVpcs").times(2));

        // When
        var first = catchThrowable(calls.getFirst()::get);
        var second = catchThrowable(calls.getFirst()::get);
        var third = catchThrowable(calls.getFirst()::get);

        // Then
        assertThat(first).isNotNull();
        assertThat(second).isNotNull();
        assertThat(third).isNull();
    }

    @Test
    void beginsAfterAsManyCallsAsItSays() {
        // Given
        sandbox.faults().add(Fault.of(Fault.Kind.DENY, "ec2", "DescribeVpcs").after(1));

        // When
        var first = catchThrowable(calls.getFirst()::get);
        var second = catchThrowable(calls.getFirst()::get);

        // Then
        assertThat(first).isNull();
        assertThat(second).isNotNull();
    }

    @Test
    void givesTheFirstPageForEver() {
        // Given
        sandbox.faults().add(Fault.of(Fault.Kind.ENDLESS, "ec2", "DescribeVpcs"));
        var ec2 = Clients.client(Ec2Client.builder(), sandbox.uri(), Clients.session(sandbox.uri()), "eu-central-1");

        // When
        var pages = ec2.describeVpcsPaginator().stream().limit(5).toList();

        // Then
        assertThat(pages).hasSize(5).allSatisfy(page -> {
            assertThat(page.vpcs()).extracting(Vpc::vpcId).containsExactly("vpc-1");
            assertThat(page.nextToken()).isEqualTo(pages.getFirst().nextToken());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"EMPTY", "HTML_200"})
    void lookLikeAnEmptyListToTheSdk(Fault.Kind kind) {
        // Given
        sandbox.faults().add(Fault.of(kind, "ec2", "DescribeVpcs"));
        var ec2 = Clients.client(Ec2Client.builder(), sandbox.uri(), Clients.session(sandbox.uri()), "eu-central-1");

        // When
        var answer = ec2.describeVpcs();

        // Then
        assertThat(answer.vpcs()).isEmpty();
    }

    @Test
    void makesWordsOfWhatIsNone() {
        // Given
        var xml = WireResponse.of(200, "text/xml", "<a><b>2026-01-01T00:00:00Z</b><c>text</c></a>");
        var json = WireResponse.of(200, "application/json", "{\"a\":{\"b\":1.5,\"c\":\"text\"},\"d\":[1]}");

        // When
        var words = Stream.of(xml, json)
                .map(WireResponse::wrongTyped)
                .map(response -> new String(response.body(), StandardCharsets.UTF_8))
                .toList();

        // Then
        assertThat(words)
                .containsExactly(
                        "<a><b>neither</b><c>text</c></a>",
                        "{\"a\":{\"b\":\"neither\",\"c\":\"text\"},\"d\":\"neither\"}");
    }

    @Test
    void comesFromTheAccountsFileToo() throws IOException {
        // Given
        account.write("faults.json", "[{\"service\": \"ec2\", \"operation\": \"DescribeVpcs\", \"kind\": \"deny\"}]");

        // When
        var denied = catchThrowableOfType(AwsServiceException.class, calls.getFirst()::get);

        // Then
        assertThat(denied.awsErrorDetails().errorMessage()).contains("ec2:DescribeVpcs");
        assertThat(calls.getLast().get()).isNotNull();
    }

    @Test
    void isSetCountedAndClearedOverHttp() throws Exception {
        // Given
        var http = HttpClient.newHttpClient();
        var faults = sandbox.uri().resolve("/_sandbox/faults");
        sandbox.calls().clear();

        // When
        var set = http.send(
                post(faults, "{\"account\": \"111122223333\", \"service\": \"ec2\", \"kind\": \"explicit-deny\"}"),
                HttpResponse.BodyHandlers.ofString());
        var wrong = http.send(post(faults, "{\"kind\": \"melt\"}"), HttpResponse.BodyHandlers.ofString());
        var denied = catchThrowableOfType(AwsServiceException.class, calls.getFirst()::get);
        var cleared = http.send(HttpRequest.newBuilder(faults).DELETE().build(), HttpResponse.BodyHandlers.ofString());
        var counts = http.send(
                HttpRequest.newBuilder(sandbox.uri().resolve("/_sandbox/calls")).build(),
                HttpResponse.BodyHandlers.ofString());

        // Then
        assertThat(set.statusCode()).isEqualTo(201);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("melt");
        assertThat(denied.awsErrorDetails().errorMessage())
                .contains("with an explicit deny in a service control policy");
        assertThat(cleared.body()).isEqualTo("[]");
        assertThat(counts.body())
                .contains(
                        "\"account\":\"111122223333\",\"region\":\"eu-central-1\",\"service\":\"ec2\",\"operation\":\"DescribeVpcs\",\"calls\":1");
    }

    private static HttpRequest post(java.net.URI uri, String body) {
        return HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
