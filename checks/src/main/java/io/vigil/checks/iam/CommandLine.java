package io.vigil.checks.iam;

import io.vigil.checks.iam.ReadRole.Policy;

/** A role as commands of AWS's command line. No name, id or document holds a quote, so that single ones keep all. */
final class CommandLine {
    private CommandLine() {}

    static String script(ReadRole role) {
        return """
                #!/bin/sh
                # Creates the role %1$s in the account whose credentials are in use.
                set -eu

                aws iam create-role --role-name '%1$s' --max-session-duration %2$d \\
                  --description '%3$s' \\
                  --assume-role-policy-document '%4$s'
                %5$s""".formatted(
                        role.name(),
                        Texts.MAX_SESSION,
                        Texts.PURPOSE,
                        role.trust(),
                        Texts.each(role.policies(), (number, policy) -> attach(role, policy)));
    }

    private static String attach(ReadRole role, Policy policy) {
        return """

                arn=$(aws iam create-policy --policy-name '%s' --query Policy.Arn --output text \\
                  --policy-document '%s')
                aws iam attach-role-policy --role-name '%s' --policy-arn "$arn"
                """.formatted(policy.name(), policy.document(), role.name());
    }
}
