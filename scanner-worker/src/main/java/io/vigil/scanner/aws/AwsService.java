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
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.shield.ShieldClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.wafv2.Wafv2Client;

/**
 * The AWS services that collectors may call. Their prefixes are those of operations ({@code ec2:DescribeVpcs}) in the
 * catalogue; a new service is one line here.
 */
enum AwsService {
    ACCESS_ANALYZER("accessanalyzer", Answers.JSON, 10, AccessAnalyzerClient.class, AccessAnalyzerClient::builder),
    ACCOUNT("account", Answers.JSON, 5, AccountClient.class, AccountClient::builder, "us-east-1"),
    CLOUDTRAIL("cloudtrail", Answers.JSON, 8, CloudTrailClient.class, CloudTrailClient::builder),
    CONFIG("config", Answers.JSON, 8, ConfigClient.class, ConfigClient::builder),
    EC2("ec2", Answers.QUERY, 20, Ec2Client.class, Ec2Client::builder),
    ELB(
            "elasticloadbalancing",
            Answers.QUERY,
            10,
            ElasticLoadBalancingV2Client.class,
            ElasticLoadBalancingV2Client::builder),
    GUARDDUTY("guardduty", Answers.JSON, 8, GuardDutyClient.class, GuardDutyClient::builder),
    IAM("iam", Answers.QUERY, 15, IamClient.class, IamClient::builder, "us-east-1"),
    KMS("kms", Answers.JSON, 30, KmsClient.class, KmsClient::builder),
    LAMBDA("lambda", Answers.JSON, 15, LambdaClient.class, LambdaClient::builder),
    LOGS("logs", Answers.JSON, 8, CloudWatchLogsClient.class, CloudWatchLogsClient::builder),
    RDS("rds", Answers.QUERY, 15, RdsClient.class, RdsClient::builder),
    S3("s3", Answers.REST_XML, 80, S3Client.class, S3Client::builder),
    S3_CONTROL("s3control", Answers.REST_XML, 10, S3ControlClient.class, S3ControlClient::builder),
    SECURITY_HUB("securityhub", Answers.JSON, 8, SecurityHubClient.class, SecurityHubClient::builder),
    SHIELD("shield", Answers.JSON, 5, ShieldClient.class, ShieldClient::builder, "us-east-1"),
    SSM("ssm", Answers.JSON, 15, SsmClient.class, SsmClient::builder),
    STS("sts", Answers.QUERY, 20, StsClient.class, StsClient::builder),
    WAFV2("wafv2", Answers.JSON, 5, Wafv2Client.class, Wafv2Client::builder);

    /** How a service's good answers begin; anything else is no answer of AWS. */
    enum Answers {
        /** {@code <OperationResponse>}. */
        QUERY,
        /** A JSON object. */
        JSON,
        /** XML, JSON or nothing, but never a page of HTML. */
        REST_XML
    }

    private static final Map<Class<?>, AwsService> BY_CLIENT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(s -> s.client, Function.identity()));

    final String prefix;
    final Answers answers;
    final Class<? extends SdkClient> client;
    private final int callsPerSecond;
    private final Supplier<? extends AwsSyncClientBuilder<?, ?>> builder;
    private final String onlyRegion;

    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient> AwsService(
            String prefix, Answers answers, int callsPerSecond, Class<C> client, Supplier<B> builder) {
        this(prefix, answers, callsPerSecond, client, builder, "");
    }

    /** @param onlyRegion the one region whose endpoint serves the whole partition */
    <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient> AwsService(
            String prefix,
            Answers answers,
            int callsPerSecond,
            Class<C> client,
            Supplier<B> builder,
            String onlyRegion) {
        this.prefix = prefix;
        this.answers = answers;
        this.callsPerSecond = callsPerSecond;
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

    /** Half or less of what AWS grants an account by default, so that the customer's own tools keep room. */
    int callsPerSecond() {
        return callsPerSecond;
    }

    AwsSyncClientBuilder<?, ?> newBuilder() {
        return builder.get();
    }

    @Override
    public String toString() {
        return prefix;
    }
}
