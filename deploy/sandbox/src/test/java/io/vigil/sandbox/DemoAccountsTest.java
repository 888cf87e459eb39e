package io.vigil.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.Scope;

class DemoAccountsTest {
    private static final AwsServices SERVICES = AwsServices.onClassPath();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path accounts;

    @Test
    void everyFileIsAnAnswerOfAwsDownToTheLastMember() throws IOException {
        // Given
        DemoAccounts.copyTo(accounts);
        var wrong = new ArrayList<String>();
        int checked = 0;

        // When
        try (var files = Files.walk(accounts)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var relative = accounts.relativize(file).toString().replace('\\', '/');
                if (relative.contains("/iam/trust/")) {
                    continue;
                }
                checked++;
                try {
                    check(relative, JSON.readTree(file.toFile()));
                } catch (BadData e) {
                    wrong.add(relative + ": " + e.getMessage());
                }
            }
        }

        // Then
        assertThat(wrong).isEmpty();
        assertThat(checked).isGreaterThan(200);
    }

    private static void check(String file, JsonNode content) {
        var parts = file.split("/");
        var operation = SERVICES.inFolder(parts[2])
                .flatMap(service -> service.operation(parts[3].replace(".json", "")))
                .orElse(null);
        if (operation == null) {
            fail(file + " names no operation of AWS");
            return;
        }
        for (var answer : answers(operation, content)) {
            if (!answer.has("Error")) {
                WriteAnswer.write(operation, RelativeTimes.fill(answer, Instant.EPOCH), UUID.randomUUID());
            }
        }
    }

    private static List<JsonNode> answers(AwsOperation operation, JsonNode content) {
        var direct = operation.responseFields().stream().anyMatch(field -> content.has(field.memberName()));
        var answers = new ArrayList<JsonNode>();
        if (direct) {
            answers.add(content);
        } else {
            content.forEach(answers::add);
        }
        return answers;
    }

    @Test
    void leavesAnAccountThatIsThereAlready() throws IOException {
        // Given
        DemoAccounts.copyTo(accounts);
        var edited = accounts.resolve(DemoAccounts.STAGING).resolve("global/s3/ListBuckets.json");
        Files.writeString(edited, "{}");

        // When
        var copied = DemoAccounts.copyTo(accounts);

        // Then
        assertThat(copied).isEmpty();
        assertThat(edited).hasContent("{}");
    }

    @Test
    void isReadByTheSdkOnceItsRoleIsTrusted() throws IOException {
        // Given
        DemoAccounts.copyTo(accounts);
        DemoAccounts.trust(accounts, DemoAccounts.PRODUCTION, Clients.EXTERNAL_ID);

        try (var sandbox = Sandbox.start(accounts)) {
            var session = Clients.session(sandbox.uri());

            // When
            var report = Clients.client(IamClient.builder(), sandbox.uri(), session, "us-east-1")
                    .getCredentialReport();
            var acls = Clients.client(Wafv2Client.builder(), sandbox.uri(), session, "eu-central-1")
                    .listWebACLs(request -> request.scope(Scope.REGIONAL));
            var policy = Clients.client(S3Client.builder(), sandbox.uri(), session, "eu-central-1")
                    .getBucketPolicy(request -> request.bucket("acme-prod-trail"));

            // Then
            assertThat(report.content().asUtf8String())
                    .startsWith("user,arn,")
                    .contains("\nalice,")
                    .doesNotContain("{now");
            assertThat(acls.webACLs()).hasSize(2);
            assertThat(policy.policy()).contains("AWSCloudTrailWrite");
        }
    }
}
