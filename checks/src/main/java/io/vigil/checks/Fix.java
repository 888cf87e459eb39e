package io.vigil.checks;

import java.util.Map;

/** A piece of text that mends a failing resource, ready to be copied. */
public record Fix(Kind kind, String text) {

    /** Where it is used; each quotes values in its own way. */
    public enum Kind {
        /** Commands of the AWS CLI for a POSIX shell. */
        CLI("cli"),
        /** HCL. */
        TERRAFORM("terraform"),
        /** A part of a YAML template. */
        CLOUDFORMATION("cloudformation");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As in a check's file and in the API. */
        public String word() {
            return word;
        }
    }

    /**
     * What a fix is filled in with.
     *
     * @param type such as {@code aws.s3.bucket}
     * @param name what people call it
     * @param document as last read, in the form in which a unit reports it; empty where none was kept
     */
    public record Target(String type, String name, String account, String region, Map<String, Object> document) {}
}
