package io.vigil.checks.aws.inspector2;

/**
 * A running instance that Inspector does not scan.
 *
 * @param reason AWS's word, such as UNMANAGED_EC2_INSTANCE; NOT_COVERED when Inspector does not know it
 */
public record UnscannedInstance(String id, String reason) {}
