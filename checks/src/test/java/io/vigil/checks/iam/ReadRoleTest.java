package io.vigil.checks.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadRoleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXTERNAL_ID = "0123456789abcdef";
    private static final List<String> MANY = IntStream.range(0, 400)
            .mapToObj(n -> "s%d:DescribeSomethingRatherLong%d".formatted(n % 40, n))
            .toList();

    private static ReadRole role(Collection<String> operations) {
        return ReadRole.of("VigilReadOnly", "999988887777", EXTERNAL_ID, operations);
    }

    @Test
    void allowsWhatTheOperationsNeedOnceAndByName() {
        // When
        ReadRole role =
                role(List.of("s3:ListBuckets", "apigateway:GetStages", "apigatewayv2:GetApis", "ec2:DescribeVpcs"));

        // Then
        assertThat(role.policies()).singleElement().satisfies(policy -> {
            assertThat(policy.name()).isEqualTo("VigilReadOnly-1");
            assertThat(texts(policy.document().at("/Statement/0/Action")))
                    .containsExactly("apigateway:GET", "ec2:DescribeVpcs", "s3:ListAllMyBuckets");
            assertThat(policy.document().at("/Statement/0/Effect").asText()).isEqualTo("Allow");
        });
    }

    @Test
    void deniesDataInTheFirstPolicyWhateverElseAllowsIt() {
        JsonNode deny = role(MANY).policies().getFirst().document().at("/Statement/1");
        assertThat(deny.at("/Effect").asText()).isEqualTo("Deny");
        assertThat(deny.at("/Resource").asText()).isEqualTo("*");
        assertThat(texts(deny.at("/Action")))
                .containsAll(DataReads.OF_SESSIONS)
                .contains(
                        "s3:GetObject",
                        "secretsmanager:GetSecretValue",
                        "ssm:GetParameter*",
                        "lambda:GetFunction",
                        "kms:Decrypt",
                        "dynamodb:GetItem",
                        "dynamodb:Query",
                        "dynamodb:Scan");
    }

    @Test
    void deniesTheValuesOfApiKeysWhereApisAreRead() {
        JsonNode statements = role(List.of("apigateway:GetStages"))
                .policies()
                .getFirst()
                .document()
                .at("/Statement");
        assertThat(statements).hasSize(3);
        assertThat(texts(statements.at("/2/Resource")))
                .containsExactly("arn:aws:apigateway:*::/apikeys", "arn:aws:apigateway:*::/apikeys/*");
        assertThat(role(List.of("ec2:DescribeVpcs"))
                        .policies()
                        .getFirst()
                        .document()
                        .at("/Statement"))
                .hasSize(2);
    }

    @Test
    void splitsWhatDoesNotFitIntoOnePolicy() throws Exception {
        // When
        List<ReadRole.Policy> policies = role(MANY).policies();

        // Then
        assertThat(policies).hasSizeBetween(2, ReadRole.MAX_POLICIES);
        Set<String> allowed = new TreeSet<>();
        for (ReadRole.Policy policy : policies) {
            assertThat(JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(policy.document())
                            .length())
                    .isLessThanOrEqualTo(6144);
            for (String action : texts(policy.document().at("/Statement/0/Action")))
                assertThat(allowed.add(action)).as(action).isTrue();
        }
        assertThat(allowed).containsExactlyInAnyOrderElementsOf(MANY);
    }

    @Test
    void trustsOnePrincipalWithItsExternalIdOnly() {
        JsonNode trust = role(MANY).trust();
        assertThat(trust.at("/Statement")).hasSize(1);
        assertThat(trust.at("/Statement/0/Principal/AWS").asText()).isEqualTo("arn:aws:iam::999988887777:root");
        assertThat(trust.at("/Statement/0/Action").asText()).isEqualTo("sts:AssumeRole");
        assertThat(trust.at("/Statement/0/Condition/StringEquals/sts:ExternalId")
                        .asText())
                .isEqualTo(EXTERNAL_ID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a role|999988887777|0123|is not a role's name",
                "x\"y|999988887777|0123|is not a role's name",
                "../up|999988887777|0123|is not a role's name",
                "Role|*|0123|is not the ARN",
                "Role|99998888777|0123|is not the ARN",
                "Role|arn:aws:iam::999988887777:user/${aws:username}|0123|is not the ARN",
                "Role|arn:aws:s3:::bucket|0123|is not the ARN",
                "Role|999988887777|1|is not an ExternalId",
                "Role|999988887777|a\"}|is not an ExternalId",
                "Role|999988887777|${var.x}|is not an ExternalId"
            })
    void refusesWhatAwsOrATemplateWouldRead(String name, String principal, String externalId, String message) {
        assertThatThrownBy(() -> ReadRole.of(name, principal, externalId, MANY)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3:GetObject", "ssm:GetParametersByPath", "ec2:*", "lambda:GetFunction", "ec2:GetPasswordData"})
    void refusesAnActionThatReadsDataOrIsManyAtOnce(String operation) {
        assertThatThrownBy(() -> role(List.of("ec2:DescribeVpcs", operation))).hasMessageContaining(operation);
    }

    @ParameterizedTest
    @EnumSource(RoleFormat.class)
    void writesTheSameAgain(RoleFormat format) {
        List<String> otherOrder = new ArrayList<>(MANY.reversed());
        assertThat(format.files(role(new LinkedHashSet<>(otherOrder)))).isEqualTo(format.files(role(MANY)));
    }

    @Test
    void writesAConfigurationOfTerraform() throws Exception {
        // When
        Map<String, String> files = RoleFormat.TERRAFORM.files(role(MANY));

        // Then
        assertThat(files).containsOnlyKeys("VigilReadOnly.tf");
        String text = files.get("VigilReadOnly.tf");
        List<JsonNode> documents = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf("jsonencode("); at >= 0; at = text.indexOf("jsonencode(", from)) {
            int end = text.indexOf("\n  )\n", at);
            documents.add(JSON.readTree(text.substring(at + "jsonencode(".length(), end)));
            rest.append(text, from, at).append("DOCUMENT");
            from = end + "\n  )".length();
        }
        rest.append(text.substring(from));
        List<ReadRole.Policy> policies = role(MANY).policies();
        assertThat(documents.getFirst()).isEqualTo(role(MANY).trust());
        assertThat(documents.subList(1, documents.size()))
                .containsExactlyElementsOf(
                        policies.stream().map(ReadRole.Policy::document).toList());
        assertThat(text).doesNotContain("${", "%{");
        String head = "terraform {\n  required_providers {\n    aws = {\n"
                + "      source  = \"hashicorp/aws\"\n      version = \">= 4.0\"\n    }\n  }\n}\n\n";
        assertThat(rest.toString()).startsWith(head);
        Pattern blocks = Pattern.compile(
                "((resource \"aws_iam_(role|policy|role_policy_attachment)\" \"\\w+\"|output \"\\w+\") \\{\\n"
                        + "(  \\w+ +?= +?(\"[^\"\\n]*\"|\\d+|DOCUMENT|[\\w.]+)\\n|  \\w+ = DOCUMENT\\n|\\n)+}\\n\\n?)+");
        assertThat(rest.substring(head.length())).matches(blocks);
        assertThat(text.split("resource \"aws_iam_role_policy_attachment\"", -1))
                .hasSize(1 + policies.size());
    }

    @Test
    void writesFilesForTheCommandLine() throws Exception {
        // When
        Map<String, String> files = RoleFormat.JSON.files(role(MANY));

        // Then
        List<ReadRole.Policy> policies = role(MANY).policies();
        assertThat(JSON.readTree(files.get("VigilReadOnly-trust.json")))
                .isEqualTo(role(MANY).trust());
        for (ReadRole.Policy policy : policies) {
            String text = files.get(policy.name() + ".json");
            assertThat(text.strip().length()).isLessThanOrEqualTo(ReadRole.MAX_CHARACTERS);
            assertThat(JSON.readTree(text)).isEqualTo(policy.document());
        }
        assertThat(files).hasSize(1 + policies.size());
    }

    @Test
    void writesAScriptForTheCommandLine() throws Exception {
        // When
        String script = RoleFormat.CLI.files(role(MANY)).get("VigilReadOnly.sh");

        // Then: what stands between single quotes is what was meant, and nothing else is quoted
        List<String> quoted = new ArrayList<>();
        String[] parts = script.split("'", -1);
        for (int i = 1; i < parts.length; i += 2) quoted.add(parts[i]);
        assertThat(parts.length % 2).isOne();
        List<JsonNode> documents = new ArrayList<>();
        for (String text : quoted) if (text.startsWith("{")) documents.add(JSON.readTree(text));
        assertThat(documents.getFirst()).isEqualTo(role(MANY).trust());
        assertThat(documents.subList(1, documents.size()))
                .containsExactlyElementsOf(role(MANY).policies().stream()
                        .map(ReadRole.Policy::document)
                        .toList());
        assertThat(script).startsWith("#!/bin/sh\n").contains("set -eu", "--max-session-duration 3600");
        Process shell =
                new ProcessBuilder("/bin/sh", "-n").redirectErrorStream(true).start();
        try (var in = shell.outputWriter()) {
            in.write(script);
        }
        assertThat(new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(shell.waitFor()).isZero();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
