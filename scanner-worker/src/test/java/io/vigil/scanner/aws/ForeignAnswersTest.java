package io.vigil.scanner.aws;

import static io.vigil.scanner.aws.EnteredAccount.FRANKFURT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vigil.checks.Read;
import io.vigil.contracts.Region;
import io.vigil.contracts.UnreadReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;

/** What answers is not always AWS; whatever it says, nothing is known then, and no check may judge it. */
class ForeignAnswersTest {
    private static final String HTML = "<!DOCTYPE html><html><body>Sign in to the network</body></html>";

    private HttpServer proxy;
    private AwsTransport transport;
    private volatile int status;
    private volatile String body = "";

    @BeforeEach
    void start() throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        proxy.start();
        transport = EnteredAccount.transport(
                URI.create("http://127.0.0.1:" + proxy.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        transport.close();
        proxy.stop(/* delaySeconds */ 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | ''",
                "200 | " + HTML,
                "200 | <DescribeSubnetsResponse><subnetSet/></DescribeSubnetsResponse>",
                "200 | <?xml version=\"1.0\"?><status>ok</status>",
                "200 | {\"Vpcs\": []}",
                "200 | <DescribeVpcsResponse><vpcSet><item></DescribeVpcsResponse>",
                "403 | " + HTML,
                "407 | " + HTML
            })
    void ofAServiceThatSpeaksXml(int status, String body) throws Exception {
        says(status, body);
        assertUnread(EnteredAccount.vpcs(EnteredAccount.calls(transport, "ec2")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"200 | ''", "200 | " + HTML, "200 | []", "200 | {\"Keys\": [", "403 | " + HTML, "404 | not found"})
    void ofAServiceThatSpeaksJson(int status, String body) throws Exception {
        says(status, body);
        assertUnread(EnteredAccount.calls(transport, "kms")
                .get(KmsClient.class, FRANKFURT, ListKeysRequest.builder().build(), KmsClient::listKeys));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | ''",
                "200 | " + HTML,
                "200 | <?xml version=\"1.0\"?><status>ok</status>",
                "200 | {\"Buckets\": []}",
                "403 | " + HTML
            })
    void ofS3(int status, String body) throws Exception {
        says(status, body);
        assertUnread(EnteredAccount.calls(transport, "s3")
                .get(S3Client.class, Region.GLOBAL, ListBucketsRequest.builder().build(), S3Client::listBuckets));
    }

    @Test
    void anEndpointThatNobodyServesIsOffAndNotTriedAgain() throws Exception {
        // Given
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        try (AwsTransport silent = EnteredAccount.transport(nobody)) {
            AwsCalls calls = EnteredAccount.calls(silent, "ec2");

            // When
            Read<?> answer = EnteredAccount.vpcs(calls);

            // Then
            assertThat(((Read.Missing<?>) answer).why().reason()).isEqualTo(UnreadReason.REGION_OFF);
            assertThat(calls.counts().total()).isEqualTo(1);
            assertThat(silent.counts().of("ec2", CallOutcome.RETRIED)).isZero();
        }
    }

    private void says(int itsStatus, String itsBody) {
        status = itsStatus;
        body = itsBody;
    }

    private static void assertUnread(Read<?> answer) {
        assertThat(answer).isInstanceOf(Read.Missing.class);
        assertThat(((Read.Missing<?>) answer).why().reason()).isEqualTo(UnreadReason.MALFORMED);
    }
}
