package io.vigil.scanner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.sandbox.Fault;
import io.vigil.scanner.TestAccount;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScanCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SSH = "ec2-security-group-no-ssh-from-internet";

    /** What the account has answers for; the rest would be asked again and again before it is given up. */
    private static final String ANSWERED = String.join(
            ",",
            SSH,
            "ec2-security-group-no-rdp-from-internet",
            "ec2-security-group-no-all-ports-from-internet",
            "vpc-default-security-group-restricts-all-traffic");

    @TempDir
    Path folder;

    private TestAccount account;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() throws IOException {
        account = TestAccount.start(folder, /* pageSize */ 2);
    }

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void writesOneVerdictALineAndCountsThemBySeverity() throws IOException {
        // When
        int code = scan("verdicts.ndjson", "--checks", ANSWERED);

        // Then
        assertThat(code).as(err.toString()).isZero();
        List<JsonNode> lines = lines("verdicts.ndjson");
        Iterator<String> names = lines.getFirst().fieldNames();
        List<String> fields = new ArrayList<>();
        names.forEachRemaining(fields::add);
        assertThat(fields)
                .containsExactly(
                        "account",
                        "region",
                        "resource",
                        "resourceType",
                        "check",
                        "severity",
                        "status",
                        "message",
                        "evidence",
                        "reason");
        JsonNode open = lines.stream()
                .filter(line -> line.get("check").asText().equals(SSH)
                        && line.get("resource").asText().endsWith("/sg-1"))
                .findFirst()
                .orElseThrow();
        assertThat(open.get("status").asText()).isEqualTo("FAIL");
        assertThat(open.get("region").asText()).isEqualTo("eu-central-1");
        assertThat(open.get("reason").isNull()).isTrue();
        assertThat(lines).extracting(line -> line.get("status").asText()).contains("PASS");
        assertThat(out.toString()).contains("severity").contains("critical").contains(lines.size() + " verdicts in");
        assertThat(err.toString()).contains("2/2");
    }

    @Test
    void writesTheSameBytesForTheSameAccount() throws IOException {
        // When
        scan("one.ndjson", "--checks", ANSWERED);
        scan("two.ndjson", "--checks", ANSWERED);

        // Then
        assertThat(folder.resolve("one.ndjson")).hasSameBinaryContentAs(folder.resolve("two.ndjson"));
    }

    @Test
    void makesNoCallsThatItsChecksDoNotNeed() throws IOException {
        // Given
        account.write(
                "global/iam/GetAccountSummary.json",
                "{\"SummaryMap\": {\"AccountAccessKeysPresent\": 0, \"AccountMFAEnabled\": 1}}");

        // When
        int code = run(
                "--account",
                TestAccount.ID,
                "--role-name",
                TestAccount.ROLE,
                "--external-id",
                TestAccount.EXTERNAL_ID,
                "--endpoint-url",
                account.uri().toString(),
                "--out",
                path("root.ndjson"),
                "--checks",
                "iam-root-mfa-enabled");

        // Then
        assertThat(code).as(err.toString()).isZero();
        assertThat(lines("root.ndjson"))
                .singleElement()
                .satisfies(line -> assertThat(line.get("status").asText()).isEqualTo("PASS"));
        assertThat(account.sandbox().calls().all())
                .extracting(count -> count.service() + ":" + count.operation())
                .contains("iam:GetAccountSummary")
                .allMatch(kind -> kind.startsWith("sts:") || kind.equals("iam:GetAccountSummary"))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void saysWhichActionIsMissingInsteadOfPassing() throws IOException {
        // Given
        account.sandbox().faults().add(Fault.of(Fault.Kind.DENY, "ec2", "DescribeSecurityGroups"));

        // When
        int code = scan("denied.ndjson", "--checks", SSH);

        // Then
        assertThat(code).isZero();
        assertThat(lines("denied.ndjson")).singleElement().satisfies(line -> {
            assertThat(line.get("status").asText()).isEqualTo("UNDETERMINED");
            assertThat(line.get("reason").asText()).isEqualTo("ACCESS_DENIED");
            assertThat(line.get("message").asText()).contains("ec2:DescribeSecurityGroups");
            assertThat(line.get("resource").asText())
                    .isEqualTo("aws:account:111122223333/eu-central-1/aws.ec2.security-group");
        });
    }

    @Test
    void endsWith3OnlyWhenACheckOfThatSeverityFails() {
        assertThat(scan("high.ndjson", "--checks", SSH, "--fail-on", "high")).isEqualTo(ScanCommand.FAILS);
        assertThat(scan("critical.ndjson", "--checks", SSH, "--fail-on", "critical"))
                .isZero();
    }

    @Test
    void endsWith1WhenTheAccountCannotBeEntered() {
        // When
        int code = run(
                "--account",
                TestAccount.ID,
                "--role-name",
                "Nobody",
                "--external-id",
                "xx",
                "--regions",
                "eu-central-1",
                "--endpoint-url",
                account.uri().toString(),
                "--out",
                path("refused.ndjson"));

        // Then
        assertThat(code).isEqualTo(ScanCommand.NOT_SCANNED);
        assertThat(err.toString()).contains("role/Nobody").contains("not authorized to perform: sts:AssumeRole");
        assertThat(folder.resolve("refused.ndjson")).doesNotExist();
    }

    @Test
    void refusesTheCallersCredentialsForAnotherAccount() {
        // When
        int code = run(
                "--account",
                TestAccount.ID,
                "--regions",
                "eu-central-1",
                "--endpoint-url",
                account.uri().toString(),
                "--out",
                path("other.ndjson"));

        // Then
        assertThat(code).isEqualTo(ScanCommand.NOT_SCANNED);
        assertThat(err.toString()).contains("WRONG_ACCOUNT").contains("999988887777");
    }

    @Test
    void endsWith2BeforeAnyCallWhenItIsUsedWrongly() {
        assertWrong("'12' is not twelve digits", "--account", "12", "--out", path("x"));
        assertWrong(
                "nearest are " + SSH,
                "--account",
                TestAccount.ID,
                "--out",
                path("x"),
                "--checks",
                "ec2-security-group-no-shh-from-internet");
        assertWrong(
                "'moon' is not an AWS region", "--account", TestAccount.ID, "--out", path("x"), "--regions", "moon");
        assertWrong("the folder of", "--account", TestAccount.ID, "--out", path("no/such/folder/x"));
        assertWrong(
                "--calls: ", "--account", TestAccount.ID, "--out", path("x"), "--calls", path("no/such/folder/calls"));
        assertWrong("name the same file", "--account", TestAccount.ID, "--out", path("x"), "--documents", path("x"));
        assertWrong("above 0 and at most 1", "--account", TestAccount.ID, "--out", path("x"), "--rate-share", "2");
        assertWrong("is a folder", "--account", TestAccount.ID, "--out", folder.toString());
        assertWrong("'severe' is none of", "--account", TestAccount.ID, "--out", path("x"), "--fail-on", "severe");
        assertWrong(
                "is not an http(s) URL", "--account", TestAccount.ID, "--out", path("x"), "--endpoint-url", "ftp:x");
        assertThat(account.sandbox().calls().all()).isEmpty();
    }

    @Test
    void claimsNothingWhenTheDiskIsFull() {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                Files.isWritable(Path.of("/dev/full")), "this machine has no /dev/full");

        // When
        int code = scan("/dev/full", "--checks", ANSWERED);

        // Then
        assertThat(code).isEqualTo(ScanCommand.NOT_WRITTEN);
        assertThat(err.toString()).contains("could not be written to /dev/full").contains("No space left");
        assertThat(out.toString()).doesNotContain("verdicts in");
    }

    private void assertWrong(String message, String... arguments) {
        err.getBuffer().setLength(0);
        assertThat(run(arguments)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains(message);
    }

    private int scan(String file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--account",
                TestAccount.ID,
                "--role-name",
                TestAccount.ROLE,
                "--external-id",
                TestAccount.EXTERNAL_ID,
                "--regions",
                "eu-central-1",
                "--endpoint-url",
                account.uri().toString(),
                "--out",
                path(file)));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return ScanCommand.commandLine(new ScanCommand(TestAccount.credentials()))
                .setOut(new PrintWriter(out, /* autoFlush */ true))
                .setErr(new PrintWriter(err, /* autoFlush */ true))
                .execute(arguments);
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }

    private List<JsonNode> lines(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(file))) lines.add(JSON.readTree(line));
        return lines;
    }
}
