package io.vigil.checks.iam;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which IAM action allows an operation; the service authorization reference is the source. */
public final class IamActions {

    /** Where the action is not called like the operation. */
    private static final Map<String, String> ODD = Map.ofEntries(
            Map.entry("s3:ListBuckets", "s3:ListAllMyBuckets"),
            Map.entry("s3:GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"),
            Map.entry("s3:GetBucketEncryption", "s3:GetEncryptionConfiguration"),
            Map.entry("s3:GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"),
            Map.entry("s3:GetBucketReplication", "s3:GetReplicationConfiguration"),
            Map.entry("s3:GetObjectLockConfiguration", "s3:GetBucketObjectLockConfiguration"),
            Map.entry("s3:HeadBucket", "s3:ListBucket"),
            Map.entry("s3control:GetPublicAccessBlock", "s3:GetAccountPublicAccessBlock"),
            Map.entry("wafv2:GetWebACLForResource/APP_RUNNER_SERVICE", "apprunner:DescribeWebAclForService"),
            Map.entry("wafv2:GetWebACLForResource/COGNITO_USER_POOL", "cognito-idp:GetWebACLForResource"),
            Map.entry("wafv2:GetWebACLForResource/VERIFIED_ACCESS_INSTANCE", "ec2:GetVerifiedAccessInstanceWebAcl"),
            Map.entry("wafv2:ListResourcesForWebACL/APP_RUNNER_SERVICE", "apprunner:ListAssociatedServicesForWebAcl"),
            Map.entry("wafv2:ListResourcesForWebACL/COGNITO_USER_POOL", "cognito-idp:ListResourcesForWebACL"),
            Map.entry(
                    "wafv2:ListResourcesForWebACL/VERIFIED_ACCESS_INSTANCE",
                    "ec2:DescribeVerifiedAccessInstanceWebAclAssociations"));

    /** Where all of a service's actions have another prefix than its operations. */
    private static final Map<String, String> PREFIXES = Map.of(
            "accessanalyzer", "access-analyzer",
            "efs", "elasticfilesystem",
            "elb", "elasticloadbalancing",
            "emr", "elasticmapreduce",
            "opensearch", "es",
            "s3control", "s3",
            "sso-admin", "sso");

    /** API Gateway's actions are the HTTP methods of its operations, and Vigil only reads. */
    private static final Set<String> BY_METHOD = Set.of("apigateway", "apigatewayv2");

    private IamActions() {}

    /**
     * @param operation {@code service:Operation}, such as {@code s3:ListBuckets}; {@code service:Operation/KIND} for what the
     *     operation takes besides when it is about resources of a kind, whose own service has a say
     */
    public static String of(String operation) {
        int colon = operation.indexOf(':');
        if (colon < 1 || colon == operation.length() - 1)
            throw new IllegalArgumentException("'%s' is not service:Operation".formatted(operation));
        String odd = ODD.get(operation);
        if (odd != null) return odd;
        if (operation.indexOf('/') >= 0)
            throw new IllegalArgumentException("nobody knows what '%s' takes besides".formatted(operation));
        String service = operation.substring(0, colon);
        if (BY_METHOD.contains(service)) return "apigateway:GET";
        return PREFIXES.getOrDefault(service, service) + operation.substring(colon);
    }

    /** The further actions that an operation may take, by what it is about. */
    public static Set<String> besides(String operation) {
        return ODD.entrySet().stream()
                .filter(odd -> odd.getKey().startsWith(operation + "/"))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }
}
