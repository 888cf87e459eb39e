package io.vigil.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The IAM action that an operation needs: its own name in nearly all cases, S3's and a few others' excepted. */
final class IamActions {
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("elbv2", "elasticloadbalancing"),
            Map.entry("elb", "elasticloadbalancing"),
            Map.entry("accessanalyzer", "access-analyzer"),
            Map.entry("cognitoidentity", "cognito-identity"),
            Map.entry("cognitoidentityprovider", "cognito-idp"),
            Map.entry("efs", "elasticfilesystem"),
            Map.entry("emr", "elasticmapreduce"),
            Map.entry("eventbridge", "events"),
            Map.entry("networkfirewall", "network-firewall"),
            Map.entry("opensearch", "es"),
            Map.entry("resourcegroupstaggingapi", "tag"),
            Map.entry("s3control", "s3"),
            Map.entry("ssoadmin", "sso"));

    /** API Gateway's actions are HTTP methods. */
    private static final Set<String> BY_METHOD = Set.of("apigateway", "apigatewayv2");

    /** From the service authorization reference; by our service folder and AWS's operation name. */
    private static final Map<String, String> ODD = Map.ofEntries(
            Map.entry("s3:ListBuckets", "s3:ListAllMyBuckets"),
            Map.entry("s3:ListObjects", "s3:ListBucket"),
            Map.entry("s3:ListObjectsV2", "s3:ListBucket"),
            Map.entry("s3:ListObjectVersions", "s3:ListBucketVersions"),
            Map.entry("s3:HeadBucket", "s3:ListBucket"),
            Map.entry("s3:HeadObject", "s3:GetObject"),
            Map.entry("s3:GetBucketEncryption", "s3:GetEncryptionConfiguration"),
            Map.entry("s3:GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"),
            Map.entry("s3:GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"),
            Map.entry("s3:GetBucketReplication", "s3:GetReplicationConfiguration"),
            Map.entry("s3:GetBucketNotificationConfiguration", "s3:GetBucketNotification"),
            Map.entry("s3:GetBucketAccelerateConfiguration", "s3:GetAccelerateConfiguration"),
            Map.entry("s3:GetBucketCors", "s3:GetBucketCORS"),
            Map.entry("s3:GetObjectLockConfiguration", "s3:GetBucketObjectLockConfiguration"),
            Map.entry("s3:ListBucketInventoryConfigurations", "s3:GetInventoryConfiguration"),
            Map.entry("s3:ListBucketMetricsConfigurations", "s3:GetMetricsConfiguration"),
            Map.entry("s3:ListBucketAnalyticsConfigurations", "s3:GetAnalyticsConfiguration"),
            Map.entry("s3control:GetPublicAccessBlock", "s3:GetAccountPublicAccessBlock"),
            Map.entry("lambda:Invoke", "lambda:InvokeFunction"));

    /** What the service of a resource demands besides, of whoever asks WAF: by operation and WAF's word for the kind. */
    private static final Map<String, String> BESIDES = Map.of(
            "GetWebACLForResource APP_RUNNER_SERVICE", "apprunner:DescribeWebAclForService",
            "GetWebACLForResource COGNITO_USER_POOL", "cognito-idp:GetWebACLForResource",
            "GetWebACLForResource VERIFIED_ACCESS_INSTANCE", "ec2:GetVerifiedAccessInstanceWebAcl",
            "ListResourcesForWebACL APP_RUNNER_SERVICE", "apprunner:ListAssociatedServicesForWebAcl",
            "ListResourcesForWebACL COGNITO_USER_POOL", "cognito-idp:ListResourcesForWebACL",
            "ListResourcesForWebACL VERIFIED_ACCESS_INSTANCE", "ec2:DescribeVerifiedAccessInstanceWebAclAssociations");

    /** By the service in an ARN. */
    private static final Map<String, String> KINDS = Map.of(
            "apprunner", "APP_RUNNER_SERVICE",
            "cognito-idp", "COGNITO_USER_POOL",
            "ec2", "VERIFIED_ACCESS_INSTANCE");

    private IamActions() {}

    /** The first action, and the one that is needed besides. */
    static List<String> of(Call call) {
        var kind = call.text("ResourceType")
                .or(() -> call.text("ResourceArn")
                        .map(arn -> arn.split(":"))
                        .filter(parts -> parts.length > 2)
                        .map(parts -> KINDS.getOrDefault(parts[2], "")));
        return Stream.concat(
                        Stream.of(of(call.operation())),
                        kind.map(named -> BESIDES.get(call.operation().name() + " " + named)).stream())
                .toList();
    }

    static String of(AwsOperation operation) {
        var folder = operation.service().folder();
        if (BY_METHOD.contains(folder)) {
            return "apigateway:" + operation.method();
        }
        var odd = ODD.get(folder + ":" + operation.name());
        return odd != null ? odd : PREFIXES.getOrDefault(folder, folder) + ":" + operation.name();
    }
}
