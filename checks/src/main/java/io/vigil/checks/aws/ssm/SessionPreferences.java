package io.vigil.checks.aws.ssm;

/**
 * What the region's document of Session Manager preferences says of the logs of sessions.
 *
 * @param bucket where they go, empty for nowhere
 * @param bucketEncryption whether an encrypted bucket is demanded
 * @param logGroup where they go, empty for nowhere
 * @param logGroupEncryption whether an encrypted log group is demanded
 */
public record SessionPreferences(
        String bucket, boolean bucketEncryption, String logGroup, boolean logGroupEncryption) {}
