package io.vigil.checks.aws.cloudfront;

/**
 * A bucket that a distribution serves from.
 *
 * @param origin the origin's id
 * @param own whether it is one of the account's
 */
public record OriginBucket(String origin, String bucket, boolean exists, boolean own) {}
