package io.vigil.checks.iam;

import io.vigil.checks.iam.ReadRole.Policy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

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
    /** One script for the command line of AWS. */
    CLI {
        @Override
        public SequencedMap<String, String> files(ReadRole role) {
            return one(role.name() + ".sh", CommandLine.script(role));
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
}
