package io.vigil.checks.policy;

/**
 * A policy that counts for an identity.
 *
 * @param name as people know it; one that comes by a group is named after the group, {@code developers/ReadOnlyAccess}
 * @param document as IAM holds it, as JSON values
 */
public record HeldPolicy(String name, Object document) {}
