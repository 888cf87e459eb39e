package io.vigil.checks.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.checks.iam.ReadRole.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a customer wants the role described. */
public enum RoleFormat {
    /** One template. */
    CLOUDFORMATION {
        @Override
        public SequencedMap<String, String> files(ReadRole role) {
            return one(role.name() + ".yaml", CloudFormation.template(role));
        }
    },
    /** One configuration. */
    TERRAFORM {
        @Override
        public SequencedMap<String, String> files(ReadRole role) {
            return one(role.name() + ".tf", Terraform.configuration(role));
        }
    },
    /** The trust policy and each permissions policy, as the command line of AWS takes them. */
    JSON {
        @Override
        public SequencedMap<String, String> files(ReadRole role) {
            SequencedMap<String, String> files = new LinkedHashMap<>();
            files.put(role.name() + "-trust.json", Json.pretty(role.trust()) + "\n");
            for (Policy policy : role.policies())
                files.put(policy.name() + ".json", Json.pretty(policy.document()) + "\n");
            return files;
        }
    };

    /** From a file's name to its text. */
    public abstract SequencedMap<String, String> files(ReadRole role);

    private static SequencedMap<String, String> one(String name, String text) {
        return new LinkedHashMap<>(Map.of(name, text));
    }

    private static final String PURPOSE =
            "Reads the configuration of this account for Vigil, no data, and changes nothing";

    /** JSON is YAML too, so that documents stand in the template as they are. */
    private static final class CloudFormation {
        static String template(ReadRole role) {
            List<Policy> policies = role.policies();
            return """
                    AWSTemplateFormatVersion: "2010-09-09"
                    Description: "%s."
                    Resources:
                      Role:
                        Type: "AWS::IAM::Role"
                        Properties:
                          RoleName: "%s"
                          Description: "%s"
                          MaxSessionDuration: 3600
                          AssumeRolePolicyDocument:
                    %s
                          ManagedPolicyArns:
                    %s
                    %sOutputs:
                      RoleArn:
                        Value: {"Fn::GetAtt": ["Role", "Arn"]}
                    """.formatted(
                            PURPOSE,
                            role.name(),
                            PURPOSE,
                            indented(role.trust(), 8),
                            numbers(policies)
                                    .mapToObj("        - Ref: \"Policy%d\""::formatted)
                                    .collect(Collectors.joining("\n")),
                            numbers(policies)
                                    .mapToObj(n -> policy(n, policies.get(n - 1)))
                                    .collect(Collectors.joining()));
        }

        private static String policy(int number, Policy policy) {
            return """
                      Policy%d:
                        Type: "AWS::IAM::ManagedPolicy"
                        Properties:
                          ManagedPolicyName: "%s"
                          PolicyDocument:
                    %s
                    """.formatted(number, policy.name(), indented(policy.document(), 8));
        }
    }

    /** JSON is an expression of Terraform's language too, as long as no text holds what begins a template. */
    private static final class Terraform {
        static String configuration(ReadRole role) {
            List<Policy> policies = role.policies();
            return """
                    resource "aws_iam_role" "vigil" {
                      name                 = "%s"
                      description          = "%s"
                      max_session_duration = 3600

                      assume_role_policy = jsonencode(
                    %s
                      )
                    }

                    %soutput "role_arn" {
                      value = aws_iam_role.vigil.arn
                    }
                    """.formatted(
                            role.name(),
                            PURPOSE,
                            indented(role.trust(), 4),
                            numbers(policies)
                                    .mapToObj(n -> policy(n, policies.get(n - 1)))
                                    .collect(Collectors.joining()));
        }

        private static String policy(int number, Policy policy) {
            return """
                    resource "aws_iam_policy" "vigil_%1$d" {
                      name = "%2$s"

                      policy = jsonencode(
                    %3$s
                      )
                    }

                    resource "aws_iam_role_policy_attachment" "vigil_%1$d" {
                      role       = aws_iam_role.vigil.name
                      policy_arn = aws_iam_policy.vigil_%1$d.arn
                    }

                    """.formatted(number, policy.name(), indented(policy.document(), 4));
        }
    }

    private static IntStream numbers(List<Policy> policies) {
        return IntStream.rangeClosed(1, policies.size());
    }

    private static String indented(JsonNode json, int columns) {
        return Json.pretty(json).lines().map(line -> " ".repeat(columns) + line).collect(Collectors.joining("\n"));
    }
}
