package io.vigil.checks.aws.ssm;

/**
 * A Windows service as the inventory saw it.
 *
 * @param status such as {@code Running}
 */
public record NodeService(String name, String displayName, String status) {}
