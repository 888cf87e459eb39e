package io.vigil.checks;

import io.vigil.checks.aws.account.AwsAccount;
import io.vigil.checks.aws.acm.AcmCertificate;
import io.vigil.checks.aws.amplify.AmplifyApp;
import io.vigil.checks.aws.apigateway.ApiGatewayHttpApi;
import io.vigil.checks.aws.apigateway.ApiGatewayHttpStage;
import io.vigil.checks.aws.apigateway.ApiGatewayRestApi;
import io.vigil.checks.aws.apigateway.ApiGatewayStage;
import io.vigil.checks.aws.apprunner.AppRunnerService;
import io.vigil.checks.aws.appsync.AppSyncApi;
import io.vigil.checks.aws.autoscaling.AutoScalingLaunchConfiguration;
import io.vigil.checks.aws.backup.BackupRegion;
import io.vigil.checks.aws.backup.BackupVault;
import io.vigil.checks.aws.cloudformation.CloudFormationStack;
import io.vigil.checks.aws.cloudfront.CloudFrontDistribution;
import io.vigil.checks.aws.cloudtrail.CloudTrailTrail;
import io.vigil.checks.aws.cloudwatch.CloudWatchAlarm;
import io.vigil.checks.aws.codebuild.CodeBuildProject;
import io.vigil.checks.aws.cognito.CognitoIdentityPool;
import io.vigil.checks.aws.cognito.CognitoUserPool;
import io.vigil.checks.aws.config.ConfigRecorder;
import io.vigil.checks.aws.config.ConfigRuleResult;
import io.vigil.checks.aws.dynamodb.DynamoDbTable;
import io.vigil.checks.aws.ec2.EbsSnapshot;
import io.vigil.checks.aws.ec2.EbsVolume;
import io.vigil.checks.aws.ec2.Ec2Address;
import io.vigil.checks.aws.ec2.Ec2Image;
import io.vigil.checks.aws.ec2.Ec2Instance;
import io.vigil.checks.aws.ec2.Ec2LaunchTemplate;
import io.vigil.checks.aws.ec2.Ec2NetworkAcl;
import io.vigil.checks.aws.ec2.Ec2PublicAddress;
import io.vigil.checks.aws.ec2.Ec2RegionSettings;
import io.vigil.checks.aws.ec2.Ec2SecurityGroup;
import io.vigil.checks.aws.ec2.Ec2Subnet;
import io.vigil.checks.aws.ec2.Ec2TransitGateway;
import io.vigil.checks.aws.ec2.Ec2VerifiedAccessInstance;
import io.vigil.checks.aws.ec2.Ec2Vpc;
import io.vigil.checks.aws.ec2.Ec2VpcEndpoint;
import io.vigil.checks.aws.ec2.Ec2VpcEndpointService;
import io.vigil.checks.aws.ec2.Ec2VpcPeering;
import io.vigil.checks.aws.ec2.Ec2VpnConnection;
import io.vigil.checks.aws.ecr.EcrRepository;
import io.vigil.checks.aws.ecs.EcsService;
import io.vigil.checks.aws.ecs.EcsTaskDefinition;
import io.vigil.checks.aws.efs.EfsFileSystem;
import io.vigil.checks.aws.eks.EksCluster;
import io.vigil.checks.aws.elasticache.ElastiCacheReplicationGroup;
import io.vigil.checks.aws.elb.ElbLoadBalancer;
import io.vigil.checks.aws.elbv2.ElbV2LoadBalancer;
import io.vigil.checks.aws.emr.EmrRegionSettings;
import io.vigil.checks.aws.eventbridge.EventBridgeBus;
import io.vigil.checks.aws.guardduty.GuardDutyDetector;
import io.vigil.checks.aws.iam.IamGroup;
import io.vigil.checks.aws.iam.IamPolicy;
import io.vigil.checks.aws.iam.IamRole;
import io.vigil.checks.aws.iam.IamServerCertificate;
import io.vigil.checks.aws.iam.IamUser;
import io.vigil.checks.aws.inspector2.InspectorCisTarget;
import io.vigil.checks.aws.inspector2.InspectorFinding;
import io.vigil.checks.aws.inspector2.InspectorRegion;
import io.vigil.checks.aws.kafka.KafkaCluster;
import io.vigil.checks.aws.kms.KmsKey;
import io.vigil.checks.aws.lambda.LambdaFunction;
import io.vigil.checks.aws.logs.LogsGroup;
import io.vigil.checks.aws.macie2.MacieRegion;
import io.vigil.checks.aws.networkfirewall.NetworkFirewall;
import io.vigil.checks.aws.opensearch.OpenSearchDomain;
import io.vigil.checks.aws.rds.RdsCluster;
import io.vigil.checks.aws.rds.RdsClusterSnapshot;
import io.vigil.checks.aws.rds.RdsInstance;
import io.vigil.checks.aws.rds.RdsSnapshot;
import io.vigil.checks.aws.redshift.RedshiftCluster;
import io.vigil.checks.aws.route53.Route53HostedZone;
import io.vigil.checks.aws.s3.S3AccessPoint;
import io.vigil.checks.aws.s3.S3Bucket;
import io.vigil.checks.aws.s3.S3MultiRegionAccessPoint;
import io.vigil.checks.aws.sagemaker.SageMakerNotebook;
import io.vigil.checks.aws.secretsmanager.SecretsManagerSecret;
import io.vigil.checks.aws.securityhub.SecurityHubFinding;
import io.vigil.checks.aws.securityhub.SecurityHubRegion;
import io.vigil.checks.aws.shield.ShieldProtection;
import io.vigil.checks.aws.shield.ShieldSubscription;
import io.vigil.checks.aws.sns.SnsTopic;
import io.vigil.checks.aws.sqs.SqsQueue;
import io.vigil.checks.aws.ssm.SsmDocument;
import io.vigil.checks.aws.ssm.SsmManagedNode;
import io.vigil.checks.aws.ssm.SsmParameter;
import io.vigil.checks.aws.ssm.SsmRegionSettings;
import io.vigil.checks.aws.waf.WafClassicScope;
import io.vigil.checks.aws.wafv2.WafWebAcl;
import io.vigil.contracts.UnitKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every kind of resource that checks judge. */
public final class ResourceTypes {
    public static final ResourceType<AwsAccount> ACCOUNT =
            new ResourceType<>("aws.account", AwsAccount.class, UnitKind.GLOBAL);
    public static final ResourceType<IamUser> IAM_USER =
            new ResourceType<>("aws.iam.user", IamUser.class, UnitKind.GLOBAL);
    public static final ResourceType<IamPolicy> IAM_POLICY =
            new ResourceType<>("aws.iam.policy", IamPolicy.class, UnitKind.GLOBAL);
    public static final ResourceType<IamGroup> IAM_GROUP =
            new ResourceType<>("aws.iam.group", IamGroup.class, UnitKind.GLOBAL);
    public static final ResourceType<IamRole> IAM_ROLE =
            new ResourceType<>("aws.iam.role", IamRole.class, UnitKind.GLOBAL);
    public static final ResourceType<IamServerCertificate> IAM_SERVER_CERTIFICATE =
            new ResourceType<>("aws.iam.server-certificate", IamServerCertificate.class, UnitKind.GLOBAL);
    public static final ResourceType<CloudTrailTrail> CLOUDTRAIL_TRAIL =
            new ResourceType<>("aws.cloudtrail.trail", CloudTrailTrail.class, UnitKind.GLOBAL);
    public static final ResourceType<S3Bucket> S3_BUCKET =
            new ResourceType<>("aws.s3.bucket", S3Bucket.class, UnitKind.GLOBAL);
    public static final ResourceType<Ec2RegionSettings> EC2_REGION_SETTINGS =
            new ResourceType<>("aws.ec2.region-settings", Ec2RegionSettings.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2Vpc> EC2_VPC =
            new ResourceType<>("aws.ec2.vpc", Ec2Vpc.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2SecurityGroup> EC2_SECURITY_GROUP =
            new ResourceType<>("aws.ec2.security-group", Ec2SecurityGroup.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2NetworkAcl> EC2_NETWORK_ACL =
            new ResourceType<>("aws.ec2.network-acl", Ec2NetworkAcl.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2Subnet> EC2_SUBNET =
            new ResourceType<>("aws.ec2.subnet", Ec2Subnet.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2Instance> EC2_INSTANCE =
            new ResourceType<>("aws.ec2.instance", Ec2Instance.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2Address> EC2_ADDRESS =
            new ResourceType<>("aws.ec2.address", Ec2Address.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2PublicAddress> EC2_PUBLIC_ADDRESS =
            new ResourceType<>("aws.ec2.public-address", Ec2PublicAddress.class, UnitKind.REGIONAL);
    public static final ResourceType<EbsVolume> EC2_VOLUME =
            new ResourceType<>("aws.ec2.volume", EbsVolume.class, UnitKind.REGIONAL);
    public static final ResourceType<EbsSnapshot> EC2_SNAPSHOT =
            new ResourceType<>("aws.ec2.snapshot", EbsSnapshot.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2Image> EC2_IMAGE =
            new ResourceType<>("aws.ec2.image", Ec2Image.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2TransitGateway> EC2_TRANSIT_GATEWAY =
            new ResourceType<>("aws.ec2.transit-gateway", Ec2TransitGateway.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2LaunchTemplate> EC2_LAUNCH_TEMPLATE =
            new ResourceType<>("aws.ec2.launch-template", Ec2LaunchTemplate.class, UnitKind.REGIONAL);
    public static final ResourceType<AutoScalingLaunchConfiguration> AUTOSCALING_LAUNCH_CONFIGURATION =
            new ResourceType<>(
                    "aws.autoscaling.launch-configuration", AutoScalingLaunchConfiguration.class, UnitKind.REGIONAL);
    public static final ResourceType<RdsInstance> RDS_DB_INSTANCE =
            new ResourceType<>("aws.rds.db-instance", RdsInstance.class, UnitKind.REGIONAL);
    public static final ResourceType<RdsCluster> RDS_DB_CLUSTER =
            new ResourceType<>("aws.rds.db-cluster", RdsCluster.class, UnitKind.REGIONAL);
    public static final ResourceType<RdsSnapshot> RDS_DB_SNAPSHOT =
            new ResourceType<>("aws.rds.db-snapshot", RdsSnapshot.class, UnitKind.REGIONAL);
    public static final ResourceType<RdsClusterSnapshot> RDS_DB_CLUSTER_SNAPSHOT =
            new ResourceType<>("aws.rds.db-cluster-snapshot", RdsClusterSnapshot.class, UnitKind.REGIONAL);
    public static final ResourceType<KmsKey> KMS_KEY =
            new ResourceType<>("aws.kms.key", KmsKey.class, UnitKind.REGIONAL);
    public static final ResourceType<ElbV2LoadBalancer> ELBV2_LOAD_BALANCER =
            new ResourceType<>("aws.elbv2.load-balancer", ElbV2LoadBalancer.class, UnitKind.REGIONAL);
    public static final ResourceType<LambdaFunction> LAMBDA_FUNCTION =
            new ResourceType<>("aws.lambda.function", LambdaFunction.class, UnitKind.REGIONAL);
    public static final ResourceType<ElbLoadBalancer> ELB_LOAD_BALANCER =
            new ResourceType<>("aws.elb.load-balancer", ElbLoadBalancer.class, UnitKind.REGIONAL);
    public static final ResourceType<WafWebAcl> WAFV2_WEB_ACL =
            new ResourceType<>("aws.wafv2.web-acl", WafWebAcl.class, UnitKind.REGIONAL);
    public static final ResourceType<WafWebAcl> WAFV2_CLOUDFRONT_WEB_ACL =
            new ResourceType<>("aws.wafv2.cloudfront-web-acl", WafWebAcl.class, UnitKind.GLOBAL);
    public static final ResourceType<CloudFrontDistribution> CLOUDFRONT_DISTRIBUTION =
            new ResourceType<>("aws.cloudfront.distribution", CloudFrontDistribution.class, UnitKind.GLOBAL);
    public static final ResourceType<ShieldSubscription> SHIELD_SUBSCRIPTION =
            new ResourceType<>("aws.shield.subscription", ShieldSubscription.class, UnitKind.GLOBAL);
    public static final ResourceType<ShieldProtection> SHIELD_PROTECTION =
            new ResourceType<>("aws.shield.protection", ShieldProtection.class, UnitKind.GLOBAL);
    public static final ResourceType<Route53HostedZone> ROUTE53_HOSTED_ZONE =
            new ResourceType<>("aws.route53.hosted-zone", Route53HostedZone.class, UnitKind.GLOBAL);
    public static final ResourceType<ApiGatewayRestApi> APIGATEWAY_REST_API =
            new ResourceType<>("aws.apigateway.rest-api", ApiGatewayRestApi.class, UnitKind.REGIONAL);
    public static final ResourceType<ApiGatewayStage> APIGATEWAY_STAGE =
            new ResourceType<>("aws.apigateway.stage", ApiGatewayStage.class, UnitKind.REGIONAL);
    public static final ResourceType<ApiGatewayHttpApi> APIGATEWAYV2_API =
            new ResourceType<>("aws.apigatewayv2.api", ApiGatewayHttpApi.class, UnitKind.REGIONAL);
    public static final ResourceType<ApiGatewayHttpStage> APIGATEWAYV2_STAGE =
            new ResourceType<>("aws.apigatewayv2.stage", ApiGatewayHttpStage.class, UnitKind.REGIONAL);
    public static final ResourceType<AppSyncApi> APPSYNC_API =
            new ResourceType<>("aws.appsync.api", AppSyncApi.class, UnitKind.REGIONAL);
    public static final ResourceType<AppRunnerService> APPRUNNER_SERVICE =
            new ResourceType<>("aws.apprunner.service", AppRunnerService.class, UnitKind.REGIONAL);
    public static final ResourceType<AmplifyApp> AMPLIFY_APP =
            new ResourceType<>("aws.amplify.app", AmplifyApp.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2VerifiedAccessInstance> EC2_VERIFIED_ACCESS_INSTANCE =
            new ResourceType<>("aws.ec2.verified-access-instance", Ec2VerifiedAccessInstance.class, UnitKind.REGIONAL);
    public static final ResourceType<CognitoUserPool> COGNITO_USER_POOL =
            new ResourceType<>("aws.cognito.user-pool", CognitoUserPool.class, UnitKind.REGIONAL);
    public static final ResourceType<CognitoIdentityPool> COGNITO_IDENTITY_POOL =
            new ResourceType<>("aws.cognito.identity-pool", CognitoIdentityPool.class, UnitKind.REGIONAL);
    public static final ResourceType<AcmCertificate> ACM_CERTIFICATE =
            new ResourceType<>("aws.acm.certificate", AcmCertificate.class, UnitKind.REGIONAL);
    public static final ResourceType<WafClassicScope> WAF_CLASSIC_REGION =
            new ResourceType<>("aws.waf.region", WafClassicScope.class, UnitKind.REGIONAL);
    public static final ResourceType<WafClassicScope> WAF_CLASSIC_CLOUDFRONT =
            new ResourceType<>("aws.waf.cloudfront", WafClassicScope.class, UnitKind.GLOBAL);
    public static final ResourceType<SnsTopic> SNS_TOPIC =
            new ResourceType<>("aws.sns.topic", SnsTopic.class, UnitKind.REGIONAL);
    public static final ResourceType<SqsQueue> SQS_QUEUE =
            new ResourceType<>("aws.sqs.queue", SqsQueue.class, UnitKind.REGIONAL);
    public static final ResourceType<SecretsManagerSecret> SECRETSMANAGER_SECRET =
            new ResourceType<>("aws.secretsmanager.secret", SecretsManagerSecret.class, UnitKind.REGIONAL);
    public static final ResourceType<EcrRepository> ECR_REPOSITORY =
            new ResourceType<>("aws.ecr.repository", EcrRepository.class, UnitKind.REGIONAL);
    public static final ResourceType<EfsFileSystem> EFS_FILE_SYSTEM =
            new ResourceType<>("aws.efs.file-system", EfsFileSystem.class, UnitKind.REGIONAL);
    public static final ResourceType<DynamoDbTable> DYNAMODB_TABLE =
            new ResourceType<>("aws.dynamodb.table", DynamoDbTable.class, UnitKind.REGIONAL);
    public static final ResourceType<EksCluster> EKS_CLUSTER =
            new ResourceType<>("aws.eks.cluster", EksCluster.class, UnitKind.REGIONAL);
    public static final ResourceType<EcsService> ECS_SERVICE =
            new ResourceType<>("aws.ecs.service", EcsService.class, UnitKind.REGIONAL);
    public static final ResourceType<EcsTaskDefinition> ECS_TASK_DEFINITION =
            new ResourceType<>("aws.ecs.task-definition", EcsTaskDefinition.class, UnitKind.REGIONAL);
    public static final ResourceType<OpenSearchDomain> OPENSEARCH_DOMAIN =
            new ResourceType<>("aws.opensearch.domain", OpenSearchDomain.class, UnitKind.REGIONAL);
    public static final ResourceType<RedshiftCluster> REDSHIFT_CLUSTER =
            new ResourceType<>("aws.redshift.cluster", RedshiftCluster.class, UnitKind.REGIONAL);
    public static final ResourceType<ElastiCacheReplicationGroup> ELASTICACHE_REPLICATION_GROUP = new ResourceType<>(
            "aws.elasticache.replication-group", ElastiCacheReplicationGroup.class, UnitKind.REGIONAL);
    public static final ResourceType<BackupRegion> BACKUP_REGION =
            new ResourceType<>("aws.backup.region-settings", BackupRegion.class, UnitKind.REGIONAL);
    public static final ResourceType<BackupVault> BACKUP_VAULT =
            new ResourceType<>("aws.backup.vault", BackupVault.class, UnitKind.REGIONAL);
    public static final ResourceType<KafkaCluster> KAFKA_CLUSTER =
            new ResourceType<>("aws.kafka.cluster", KafkaCluster.class, UnitKind.REGIONAL);
    public static final ResourceType<EventBridgeBus> EVENTBRIDGE_BUS =
            new ResourceType<>("aws.eventbridge.event-bus", EventBridgeBus.class, UnitKind.REGIONAL);
    public static final ResourceType<EmrRegionSettings> EMR_REGION_SETTINGS =
            new ResourceType<>("aws.emr.region-settings", EmrRegionSettings.class, UnitKind.REGIONAL);
    public static final ResourceType<SageMakerNotebook> SAGEMAKER_NOTEBOOK =
            new ResourceType<>("aws.sagemaker.notebook-instance", SageMakerNotebook.class, UnitKind.REGIONAL);
    public static final ResourceType<CodeBuildProject> CODEBUILD_PROJECT =
            new ResourceType<>("aws.codebuild.project", CodeBuildProject.class, UnitKind.REGIONAL);
    public static final ResourceType<CloudFormationStack> CLOUDFORMATION_STACK =
            new ResourceType<>("aws.cloudformation.stack", CloudFormationStack.class, UnitKind.REGIONAL);
    public static final ResourceType<CloudWatchAlarm> CLOUDWATCH_ALARM =
            new ResourceType<>("aws.cloudwatch.alarm", CloudWatchAlarm.class, UnitKind.REGIONAL);
    public static final ResourceType<LogsGroup> LOGS_GROUP =
            new ResourceType<>("aws.logs.log-group", LogsGroup.class, UnitKind.REGIONAL);
    public static final ResourceType<ConfigRecorder> CONFIG_RECORDER =
            new ResourceType<>("aws.config.recorder", ConfigRecorder.class, UnitKind.REGIONAL);
    public static final ResourceType<ConfigRuleResult> CONFIG_RULE =
            new ResourceType<>("aws.config.rule", ConfigRuleResult.class, UnitKind.REGIONAL);
    public static final ResourceType<GuardDutyDetector> GUARDDUTY_DETECTOR =
            new ResourceType<>("aws.guardduty.detector", GuardDutyDetector.class, UnitKind.REGIONAL);
    public static final ResourceType<SecurityHubRegion> SECURITYHUB_HUB =
            new ResourceType<>("aws.securityhub.hub", SecurityHubRegion.class, UnitKind.REGIONAL);
    public static final ResourceType<SecurityHubFinding> SECURITYHUB_FINDING =
            new ResourceType<>("aws.securityhub.finding", SecurityHubFinding.class, UnitKind.REGIONAL);
    public static final ResourceType<InspectorRegion> INSPECTOR_REGION =
            new ResourceType<>("aws.inspector2.region-settings", InspectorRegion.class, UnitKind.REGIONAL);
    public static final ResourceType<InspectorFinding> INSPECTOR_FINDING =
            new ResourceType<>("aws.inspector2.finding", InspectorFinding.class, UnitKind.REGIONAL);
    public static final ResourceType<InspectorCisTarget> INSPECTOR_CIS_TARGET =
            new ResourceType<>("aws.inspector2.cis-target", InspectorCisTarget.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2VpcEndpoint> EC2_VPC_ENDPOINT =
            new ResourceType<>("aws.ec2.vpc-endpoint", Ec2VpcEndpoint.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2VpcEndpointService> EC2_VPC_ENDPOINT_SERVICE =
            new ResourceType<>("aws.ec2.vpc-endpoint-service", Ec2VpcEndpointService.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2VpcPeering> EC2_VPC_PEERING =
            new ResourceType<>("aws.ec2.vpc-peering-connection", Ec2VpcPeering.class, UnitKind.REGIONAL);
    public static final ResourceType<Ec2VpnConnection> EC2_VPN_CONNECTION =
            new ResourceType<>("aws.ec2.vpn-connection", Ec2VpnConnection.class, UnitKind.REGIONAL);
    public static final ResourceType<NetworkFirewall> NETWORKFIREWALL_FIREWALL =
            new ResourceType<>("aws.networkfirewall.firewall", NetworkFirewall.class, UnitKind.REGIONAL);
    public static final ResourceType<MacieRegion> MACIE_REGION =
            new ResourceType<>("aws.macie2.region-settings", MacieRegion.class, UnitKind.REGIONAL);
    public static final ResourceType<S3AccessPoint> S3_ACCESS_POINT =
            new ResourceType<>("aws.s3.access-point", S3AccessPoint.class, UnitKind.REGIONAL);
    public static final ResourceType<S3MultiRegionAccessPoint> S3_MULTI_REGION_ACCESS_POINT =
            new ResourceType<>("aws.s3.multi-region-access-point", S3MultiRegionAccessPoint.class, UnitKind.GLOBAL);
    public static final ResourceType<SsmManagedNode> SSM_MANAGED_NODE =
            new ResourceType<>("aws.ssm.managed-node", SsmManagedNode.class, UnitKind.REGIONAL);
    public static final ResourceType<SsmDocument> SSM_DOCUMENT =
            new ResourceType<>("aws.ssm.document", SsmDocument.class, UnitKind.REGIONAL);
    public static final ResourceType<SsmParameter> SSM_PARAMETER =
            new ResourceType<>("aws.ssm.parameter", SsmParameter.class, UnitKind.REGIONAL);
    public static final ResourceType<SsmRegionSettings> SSM_REGION_SETTINGS =
            new ResourceType<>("aws.ssm.region-settings", SsmRegionSettings.class, UnitKind.REGIONAL);

    /** In the order in which a unit collects them. */
    public static final List<ResourceType<?>> ALL = List.of(
            ACCOUNT,
            IAM_USER,
            IAM_POLICY,
            IAM_GROUP,
            IAM_ROLE,
            IAM_SERVER_CERTIFICATE,
            CLOUDTRAIL_TRAIL,
            S3_BUCKET,
            EC2_REGION_SETTINGS,
            EC2_VPC,
            EC2_SECURITY_GROUP,
            EC2_NETWORK_ACL,
            EC2_SUBNET,
            EC2_INSTANCE,
            EC2_ADDRESS,
            EC2_PUBLIC_ADDRESS,
            EC2_VOLUME,
            EC2_SNAPSHOT,
            EC2_IMAGE,
            EC2_TRANSIT_GATEWAY,
            EC2_LAUNCH_TEMPLATE,
            AUTOSCALING_LAUNCH_CONFIGURATION,
            EC2_VPC_ENDPOINT,
            EC2_VPC_ENDPOINT_SERVICE,
            EC2_VPC_PEERING,
            EC2_VPN_CONNECTION,
            NETWORKFIREWALL_FIREWALL,
            RDS_DB_INSTANCE,
            RDS_DB_CLUSTER,
            RDS_DB_SNAPSHOT,
            RDS_DB_CLUSTER_SNAPSHOT,
            KMS_KEY,
            ELBV2_LOAD_BALANCER,
            LAMBDA_FUNCTION,
            ELB_LOAD_BALANCER,
            WAFV2_WEB_ACL,
            WAFV2_CLOUDFRONT_WEB_ACL,
            CLOUDFRONT_DISTRIBUTION,
            SHIELD_SUBSCRIPTION,
            SHIELD_PROTECTION,
            ROUTE53_HOSTED_ZONE,
            APIGATEWAY_REST_API,
            APIGATEWAY_STAGE,
            APIGATEWAYV2_API,
            APIGATEWAYV2_STAGE,
            APPSYNC_API,
            APPRUNNER_SERVICE,
            AMPLIFY_APP,
            EC2_VERIFIED_ACCESS_INSTANCE,
            COGNITO_USER_POOL,
            COGNITO_IDENTITY_POOL,
            ACM_CERTIFICATE,
            WAF_CLASSIC_REGION,
            WAF_CLASSIC_CLOUDFRONT,
            SNS_TOPIC,
            SQS_QUEUE,
            SECRETSMANAGER_SECRET,
            ECR_REPOSITORY,
            EFS_FILE_SYSTEM,
            DYNAMODB_TABLE,
            EKS_CLUSTER,
            ECS_SERVICE,
            ECS_TASK_DEFINITION,
            OPENSEARCH_DOMAIN,
            REDSHIFT_CLUSTER,
            ELASTICACHE_REPLICATION_GROUP,
            BACKUP_REGION,
            BACKUP_VAULT,
            KAFKA_CLUSTER,
            EVENTBRIDGE_BUS,
            EMR_REGION_SETTINGS,
            SAGEMAKER_NOTEBOOK,
            CODEBUILD_PROJECT,
            CLOUDFORMATION_STACK,
            CLOUDWATCH_ALARM,
            LOGS_GROUP,
            CONFIG_RECORDER,
            CONFIG_RULE,
            GUARDDUTY_DETECTOR,
            SECURITYHUB_HUB,
            SECURITYHUB_FINDING,
            INSPECTOR_REGION,
            INSPECTOR_FINDING,
            INSPECTOR_CIS_TARGET,
            MACIE_REGION,
            S3_ACCESS_POINT,
            S3_MULTI_REGION_ACCESS_POINT,
            SSM_MANAGED_NODE,
            SSM_DOCUMENT,
            SSM_PARAMETER,
            SSM_REGION_SETTINGS);

    private static final Map<String, ResourceType<?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ResourceType::name, Function.identity()));

    private ResourceTypes() {}

    public static Optional<ResourceType<?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static List<ResourceType<?>> of(UnitKind kind) {
        return ALL.stream().filter(type -> type.kind() == kind).toList();
    }
}
