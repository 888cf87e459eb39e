package io.vigil.checks.iam;

import io.vigil.checks.iam.ReadRole.Policy;

/**
 * A role as a module of Terraform: its file in a folder of its own, or among others. JSON is an expression of Terraform's
 * language too, as long as no text holds what begins a template.
 */
final class Terraform {
    private Terraform() {}

    static String configuration(ReadRole role) {
        return """
                terraform {
                  required_providers {
                    aws = {
                      source  = "hashicorp/aws"
                      version = ">= 4.0"
                    }
                  }
                }

                resource "aws_iam_role" "vigil" {
                  name                 = "%s"
                  description          = "%s"
                  max_session_duration = %d

                  assume_role_policy = jsonencode(
                %s
                  )
                }

                %soutput "role_arn" {
                  value = aws_iam_role.vigil.arn
                }
                """.formatted(
                        role.name(),
                        Texts.PURPOSE,
                        Texts.MAX_SESSION,
                        Texts.indented(role.trust(), 4),
                        Texts.each(role.policies(), Terraform::policy));
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

                """.formatted(number, policy.name(), Texts.indented(policy.document(), 4));
    }
}
