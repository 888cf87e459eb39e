package io.vigil.scanner.aws;

import io.vigil.contracts.Region;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.amplify.AmplifyClient;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apprunner.AppRunnerClient;
import software.amazon.awssdk.services.appsync.AppSyncClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.globalaccelerator.GlobalAcceleratorClient;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.inspector2.Inspector2Client;
import software.amazon.awssdk.services.kafka.KafkaClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.macie2.Macie2Client;
import software.amazon.awssdk.services.networkfirewall.NetworkFirewallClient;
import software.amazon.awssdk.services.opensearch.OpenSearchClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.redshift.RedshiftClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.shield.ShieldClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.waf.WafClient;
import software.amazon.awssdk.services.waf.regional.WafRegionalClient;
import software.amazon.awssdk.services.wafv2.Wafv2Client;

/**
 * The AWS services that collectors may call. Their prefixes are those of operations ({@code ec2:DescribeVpcs}) in the
 * catalogue; a new service is one line here.
 */
enum AwsService {
    ACCESS_ANALYZER("accessanalyzer", Answers.JSON, 34, AccessAnalyzerClient.class, AccessAnalyzerClient::builder),
    ACCOUNT("account", Answers.JSON, 17, AccountClient.class, AccountClient::builder, "us-east-1"),
    ACM("acm", Answers.JSON, 14, AcmClient.class, AcmClient::builder),
    AMPLIFY("amplify", Answers.JSON, 14, AmplifyClient.class, AmplifyClient::builder),
    API_GATEWAY("apigateway", Answers.JSON, 10, ApiGatewayClient.class, ApiGatewayClient::builder),
    API_GATEWAY_V2("apigatewayv2", Answers.JSON, 10, ApiGatewayV2Client.class, ApiGatewayV2Client::builder),
    APPSYNC("appsync", Answers.JSON, 27, AppSyncClient.class, AppSyncClient::builder),
    APP_RUNNER("apprunner", Answers.JSON, 14, AppRunnerClient.class, AppRunnerClient::builder),
    AUTO_SCALING("autoscaling", Answers.QUERY, 27, AutoScalingClient.class, AutoScalingClient::builder),
    BACKUP("backup", Answers.JSON, 27, BackupClient.class, BackupClient::builder),
    CLOUDFORMATION("cloudformation", Answers.QUERY, 14, CloudFormationClient.class, CloudFormationClient::builder),
    CLOUDFRONT("cloudfront", Answers.REST_XML, 14, CloudFrontClient.class, CloudFrontClient::builder, "us-east-1"),
    CLOUDTRAIL("cloudtrail", Answers.JSON, 10, CloudTrailClient.class, CloudTrailClient::builder),
    CLOUDWATCH("cloudwatch", Answers.QUERY, 9, CloudWatchClient.class, CloudWatchClient::builder),
    CODEBUILD("codebuild", Answers.JSON, 27, CodeBuildClient.class, CodeBuildClient::builder),
    COGNITO_IDENTITY("cognito-identity", Answers.JSON, 27, CognitoIdentityClient.class, CognitoIdentityClient::builder),
    COGNITO_USER_POOLS(
            "cognito-idp",
            Answers.JSON,
            27,
            CognitoIdentityProviderClient.class,
            CognitoIdentityProviderClient::builder),
    CONFIG("config", Answers.JSON, 27, ConfigClient.class, ConfigClient::builder),
    DYNAMODB("dynamodb", Answers.JSON, 27, DynamoDbClient.class, DynamoDbClient::builder),
    EC2("ec2", Answers.QUERY, 20, Ec2Client.class, Ec2Client::builder),
    ECR("ecr", Answers.JSON, 27, EcrClient.class, EcrClient::builder),
    ECS("ecs", Answers.JSON, 27, EcsClient.class, EcsClient::builder),
    EFS("efs", Answers.JSON, 27, EfsClient.class, EfsClient::builder),
    EKS("eks", Answers.JSON, 17, EksClient.class, EksClient::builder),
    ELASTICACHE("elasticache", Answers.QUERY, 27, ElastiCacheClient.class, ElastiCacheClient::builder),
    ELB(
            "elasticloadbalancing",
            Answers.QUERY,
            34,
            ElasticLoadBalancingV2Client.class,
            ElasticLoadBalancingV2Client::builder),
    ELB_CLASSIC("elb", Answers.QUERY, 27, ElasticLoadBalancingClient.class, ElasticLoadBalancingClient::builder),
    EMR("emr", Answers.JSON, 14, EmrClient.class, EmrClient::builder),
    EVENTBRIDGE("events", Answers.JSON, 27, EventBridgeClient.class, EventBridgeClient::builder),
    GLOBAL_ACCELERATOR(
            "globalaccelerator",
            Answers.JSON,
            14,
            GlobalAcceleratorClient.class,
            GlobalAcceleratorClient::builder,
            "us-west-2"),
    GUARDDUTY("guardduty", Answers.JSON, 27, GuardDutyClient.class, GuardDutyClient::builder),
    IAM("iam", Answers.QUERY, 50, IamClient.class, IamClient::builder, "us-east-1"),
    INSPECTOR("inspector2", Answers.JSON, 17, Inspector2Client.class, Inspector2Client::builder),
    KAFKA("kafka", Answers.JSON, 14, KafkaClient.class, KafkaClient::builder),
    KMS("kms", Answers.JSON, 500, KmsClient.class, KmsClient::builder),
    LAMBDA("lambda", Answers.JSON, 15, LambdaClient.class, LambdaClient::builder),
    LOGS("logs", Answers.JSON, 10, CloudWatchLogsClient.class, CloudWatchLogsClient::builder),
    MACIE("macie2", Answers.JSON, 14, Macie2Client.class, Macie2Client::builder),
    NETWORK_FIREWALL("network-firewall", Answers.JSON, 17, NetworkFirewallClient.class, NetworkFirewallClient::builder),
    OPENSEARCH("opensearch", Answers.JSON, 14, OpenSearchClient.class, OpenSearchClient::builder),
    ORGANIZATIONS(
            "organizations", Answers.JSON, 10, OrganizationsClient.class, OrganizationsClient::builder, "us-east-1"),
    RDS("rds", Answers.QUERY, 50, RdsClient.class, RdsClient::builder),
    REDSHIFT("redshift", Answers.QUERY, 27, RedshiftClient.class, RedshiftClient::builder),
    ROUTE53("route53", Answers.REST_XML, 5, Route53Client.class, Route53Client::builder, "us-east-1"),
    S3("s3", Answers.REST_XML, 1000, S3Client.class, S3Client::builder),
    S3_CONTROL("s3control", Answers.REST_XML, 34, S3ControlClient.class, S3ControlClient::builder),
    SAGEMAKER("sagemaker", Answers.JSON, 14, SageMakerClient.class, SageMakerClient::builder),
    SECRETS_MANAGER("secretsmanager", Answers.JSON, 34, SecretsManagerClient.class, SecretsManagerClient::builder),
    SECURITY_HUB("securityhub", Answers.JSON, 27, SecurityHubClient.class, SecurityHubClient::builder),
    SHIELD("shield", Answers.JSON, 17, ShieldClient.class, ShieldClient::builder, "us-east-1"),
    SNS("sns", Answers.QUERY, 34, SnsClient.class, SnsClient::builder),
    SQS("sqs", Answers.JSON, 34, SqsClient.class, SqsClient::builder),
    SSM("ssm", Answers.JSON, 50, SsmClient.class, SsmClient::builder),
    SSO_ADMIN("sso-admin", Answers.JSON, 17, SsoAdminClient.class, SsoAdminClient::builder),
    STS("sts", Answers.QUERY, 100, StsClient.class, StsClient::builder),
    TAGGING("tag", Answers.JSON, 17, ResourceGroupsTaggingApiClient.class, ResourceGroupsTaggingApiClient::builder),
    WAFV2("wafv2", Answers.JSON, 17, Wafv2Client.class, Wafv2Client::builder),
    WAF_CLASSIC("waf", Answers.JSON, 14, WafClient.class, WafClient::builder, "us-east-1"),
    WAF_CLASSIC_REGIONAL("waf-regional", Answers.JSON, 14, WafRegionalClient.class, WafRegionalClient::builder);

    /** How a service's good answers begin; anything else is no answer of AWS. */
    enum Answers {
        /** {@code <OperationResponse>}. */
        QUERY,
        /** A JSON object. */
        JSON,
        /** XML or JSON, by operation, but never a page of HTML. */
        REST_XML
    }

    private static final Map<Class<?>, AwsService> BY_CLIENT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(s -> s.client, Function.identity()));

    final String prefix;
    final Answers answers;
    final Class<? extends SdkClient> client;
    private final int perSecond;
    private final Supplier<? extends AwsSyncClientBuilder<?, ?>> builder;
    private final String onlyRegion;

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient> AwsService(
            String prefix, Answers answers, int perSecond, Class<C> client, Supplier<B> builder) {
        this(prefix, answers, perSecond, client, builder, "");
    }

    /** @param onlyRegion the one region whose endpoint serves the whole partition */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient> AwsService(
            String prefix, Answers answers, int perSecond, Class<C> client, Supplier<B> builder, String onlyRegion) {
        this.prefix = prefix;
        this.answers = answers;
        this.perSecond = perSecond;
        this.client = client;
        this.builder = builder;
        this.onlyRegion = onlyRegion;
    }

    static AwsService of(Class<? extends SdkClient> client) {
        AwsService found = BY_CLIENT.get(client);
        if (found == null)
            throw new IllegalArgumentException("no AWS service is registered for " + client.getSimpleName());
        return found;
    }

    /** Where to call for what concerns this region: its own endpoint, or the partition's only one. */
    Region endpointFor(Region region) {
        if (!onlyRegion.isEmpty()) return new Region(onlyRegion);
        return region.isGlobal() ? new Region("us-east-1") : region;
    }

    /**
     * What AWS grants an account in a region: its published quota where there is one (see {@link Grant}), else a careful
     * assumption.
     */
    Grant grant() {
        return switch (this) {
            case EC2 -> Grant.eachOperation(perSecond, /* burst */ 100);
            case CLOUDTRAIL, CLOUDWATCH, KMS, LAMBDA, LOGS -> Grant.eachOperation(perSecond, perSecond);
            case API_GATEWAY, API_GATEWAY_V2 -> Grant.together(perSecond, /* burst */ 40);
            default -> Grant.together(perSecond, perSecond);
        };
    }

    AwsSyncClientBuilder<?, ?> newBuilder() {
        return builder.get();
    }

    @Override
    public String toString() {
        return prefix;
    }
}
