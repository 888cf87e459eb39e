package io.vigil.scanner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.checks.iam.IamActions;
import io.vigil.scanner.collect.Collectors;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

class PolicyCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        CommandLine command =
                PolicyCommand.commandLine().setOut(new PrintWriter(said, true)).setErr(new PrintWriter(errors, true));
        return command.execute(arguments);
    }

    private int write(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--principal", "999988887777", "--out", folder.resolve("role").toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void allowsWhatAScanCallsAndNothingElse() throws Exception {
        // When
        int exit = write("--format", "json", "--external-id", "abc");

        // Then
        assertThat(exit).isZero();
        SortedSet<String> needed = new TreeSet<>();
        Collectors.ALL.operations().forEach(operation -> needed.add(IamActions.of(operation)));
        needed.add("ec2:DescribeRegions");
        assertThat(allowed()).isEqualTo(needed);
        assertThat(trust().at("/Statement/0/Condition/StringEquals/sts:ExternalId")
                        .asText())
                .isEqualTo("abc");
        assertThat(said.toString())
                .contains("allows %d actions".formatted(needed.size()))
                .doesNotContain("ExternalId");
    }

    @Test
    void allowsForSomeChecksWhatTheyCall() throws Exception {
        // When
        int exit = write("--format", "json", "--checks", "emr-block-public-access-enabled");

        // Then
        assertThat(exit).isZero();
        assertThat(allowed())
                .containsExactly("ec2:DescribeRegions", "elasticmapreduce:GetBlockPublicAccessConfiguration");
    }

    @Test
    void allowsOfAnAccountWhatSomeChecksLookAt() throws Exception {
        // When
        int exit = write("--format", "json", "--checks", "iam-root-mfa-enabled");

        // Then
        assertThat(exit).isZero();
        assertThat(allowed()).containsExactly("ec2:DescribeRegions", "iam:GetAccountSummary");
    }

    @Test
    void drawsAnExternalIdAndShowsIt() throws Exception {
        // When
        write("--format", "json");

        // Then
        String drawn =
                trust().at("/Statement/0/Condition/StringEquals/sts:ExternalId").asText();
        assertThat(drawn).matches("[0-9a-f]{64}");
        assertThat(said.toString()).contains("ExternalId " + drawn);
    }

    @Test
    void writesATemplateUnlessAskedOtherwise() throws Exception {
        // When
        write("--role-name", "Watcher");

        // Then
        JsonNode template = JSON.valueToTree(
                new Yaml().load(Files.readString(folder.resolve("role").resolve("Watcher.yaml"))));
        assertThat(template.at("/Parameters/RoleName/Default").asText()).isEqualTo("Watcher");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--checks|emr-block-public-access|the nearest are emr-block-public-access-enabled",
                "--format|xml|expected one of",
                "--role-name|a role|is not a role's name",
                "--external-id|x|is not an ExternalId"
            })
    void sendsBackWhatItDoesNotUnderstand(String option, String value, String message) {
        assertThat(write(option, value)).isEqualTo(2);
        assertThat(errors.toString()).contains(message);
        assertThat(folder.resolve("role")).doesNotExist();
    }

    @Test
    void saysWhereItCannotWrite() throws Exception {
        Files.writeString(folder.resolve("role"), "a file");
        assertThat(write()).isEqualTo(PolicyCommand.NOT_WRITTEN);
        assertThat(errors.toString()).contains("could not be written");
    }

    private SortedSet<String> allowed() throws IOException {
        SortedSet<String> allowed = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder.resolve("role"))) {
            for (Path file : files.filter(each -> !each.endsWith("VigilReadOnly-trust.json"))
                    .toList())
                for (JsonNode statement : JSON.readTree(file.toFile()).at("/Statement"))
                    if (statement.at("/Effect").asText().equals("Allow"))
                        statement.at("/Action").forEach(action -> allowed.add(action.asText()));
        }
        return allowed;
    }

    private JsonNode trust() throws IOException {
        return JSON.readTree(folder.resolve("role/VigilReadOnly-trust.json").toFile());
    }
}
