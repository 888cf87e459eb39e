package io.vigil.checks.iam;

import java.util.Map;

/** Which IAM action allows an operation; the service authorization reference is the source. */
public final class IamActions {

    /** Where the action is not called like the operation. */
    private static final Map<String, String> ODD = Map.ofEntries(
            Map.entry("accessanalyzer:ListAnalyzers", "access-analyzer:ListAnalyzers"),
            Map.entry("s3:ListBuckets", "s3:ListAllMyBuckets"),
            Map.entry("s3:GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"),
            Map.entry("s3:GetBucketEncryption", "s3:GetEncryptionConfiguration"),
            Map.entry("s3:GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"),
            Map.entry("s3:GetBucketReplication", "s3:GetReplicationConfiguration"),
            Map.entry("s3:GetObjectLockConfiguration", "s3:GetBucketObjectLockConfiguration"),
            Map.entry("s3:HeadBucket", "s3:ListBucket"),
            Map.entry("s3control:GetPublicAccessBlock", "s3:GetAccountPublicAccessBlock"));

    private IamActions() {}

    /** @param operation {@code service:Operation}, such as {@code s3:ListBuckets} */
    public static String of(String operation) {
        int colon = operation.indexOf(':');
        if (colon < 1 || colon == operation.length() - 1)
            throw new IllegalArgumentException("'%s' is not service:Operation".formatted(operation));
        return ODD.getOrDefault(operation, operation);
    }
}
