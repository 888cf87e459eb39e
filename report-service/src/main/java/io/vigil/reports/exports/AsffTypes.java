package io.vigil.reports.exports;

import io.vigil.reports.exports.About.Standard;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** AWS's words for types of resources and of findings. Source: Security Hub's user guide, ASFF: Resources, Types. */
final class AsffTypes {
    private static final String CHECKS = "Software and Configuration Checks/";
    private static final String STANDARDS = CHECKS + "Industry and Regulatory Standards/";

    /** What AWS has no type for is {@code Other}, as it demands. */
    static final Map<String, String> RESOURCES = Map.ofEntries(
            Map.entry("aws.account", "AwsAccount"),
            Map.entry("aws.acm.certificate", "AwsCertificateManagerCertificate"),
            Map.entry("aws.apigateway.stage", "AwsApiGatewayStage"),
            Map.entry("aws.apigatewayv2.api", "AwsApiGatewayV2Api"),
            Map.entry("aws.apigatewayv2.stage", "AwsApiGatewayV2Stage"),
            Map.entry("aws.appsync.api", "AwsAppSyncGraphQLApi"),
            Map.entry("aws.autoscaling.launch-configuration", "AwsAutoScalingLaunchConfiguration"),
            Map.entry("aws.backup.vault", "AwsBackupBackupVault"),
            Map.entry("aws.cloudformation.stack", "AwsCloudFormationStack"),
            Map.entry("aws.cloudfront.distribution", "AwsCloudFrontDistribution"),
            Map.entry("aws.cloudtrail.trail", "AwsCloudTrailTrail"),
            Map.entry("aws.cloudwatch.alarm", "AwsCloudWatchAlarm"),
            Map.entry("aws.codebuild.project", "AwsCodeBuildProject"),
            Map.entry("aws.dynamodb.table", "AwsDynamoDbTable"),
            Map.entry("aws.ec2.address", "AwsEc2Eip"),
            Map.entry("aws.ec2.instance", "AwsEc2Instance"),
            Map.entry("aws.ec2.network-acl", "AwsEc2NetworkAcl"),
            Map.entry("aws.ec2.security-group", "AwsEc2SecurityGroup"),
            Map.entry("aws.ec2.subnet", "AwsEc2Subnet"),
            Map.entry("aws.ec2.transit-gateway", "AwsEc2TransitGateway"),
            Map.entry("aws.ec2.volume", "AwsEc2Volume"),
            Map.entry("aws.ec2.vpc", "AwsEc2Vpc"),
            Map.entry("aws.ec2.vpc-endpoint-service", "AwsEc2VpcEndpointService"),
            Map.entry("aws.ec2.vpc-peering-connection", "AwsEc2VpcPeeringConnection"),
            Map.entry("aws.ec2.vpn-connection", "AwsEc2VpnConnection"),
            Map.entry("aws.ecr.repository", "AwsEcrRepository"),
            Map.entry("aws.ecs.service", "AwsEcsService"),
            Map.entry("aws.ecs.task-definition", "AwsEcsTaskDefinition"),
            Map.entry("aws.eks.cluster", "AwsEksCluster"),
            Map.entry("aws.elb.load-balancer", "AwsElbLoadBalancer"),
            Map.entry("aws.elbv2.load-balancer", "AwsElbv2LoadBalancer"),
            Map.entry("aws.eventbridge.event-bus", "AwsEventsEventbus"),
            Map.entry("aws.guardduty.detector", "AwsGuardDutyDetector"),
            Map.entry("aws.iam.policy", "AwsIamPolicy"),
            Map.entry("aws.iam.role", "AwsIamRole"),
            Map.entry("aws.iam.user", "AwsIamUser"),
            Map.entry("aws.kafka.cluster", "AwsMskCluster"),
            Map.entry("aws.kms.key", "AwsKmsKey"),
            Map.entry("aws.lambda.function", "AwsLambdaFunction"),
            Map.entry("aws.networkfirewall.firewall", "AwsNetworkFirewallFirewall"),
            Map.entry("aws.opensearch.domain", "AwsOpenSearchServiceDomain"),
            Map.entry("aws.rds.db-cluster", "AwsRdsDbCluster"),
            Map.entry("aws.rds.db-cluster-snapshot", "AwsRdsDbClusterSnapshot"),
            Map.entry("aws.rds.db-instance", "AwsRdsDbInstance"),
            Map.entry("aws.rds.db-snapshot", "AwsRdsDbSnapshot"),
            Map.entry("aws.redshift.cluster", "AwsRedshiftCluster"),
            Map.entry("aws.route53.hosted-zone", "AwsRoute53HostedZone"),
            Map.entry("aws.s3.access-point", "AwsS3AccessPoint"),
            Map.entry("aws.s3.bucket", "AwsS3Bucket"),
            Map.entry("aws.sagemaker.notebook-instance", "AwsSageMakerNotebookInstance"),
            Map.entry("aws.secretsmanager.secret", "AwsSecretsManagerSecret"),
            Map.entry("aws.sns.topic", "AwsSnsTopic"),
            Map.entry("aws.sqs.queue", "AwsSqsQueue"));

    /** By how the ids of our frameworks begin; others have no classifier of AWS. */
    private static final Map<String, String> CLASSIFIERS = Map.of(
            "cis-aws-foundations", "CIS AWS Foundations Benchmark",
            "pci-dss", "PCI-DSS",
            "nist-800-53", "NIST 800-53 Controls (USA)",
            "nist-csf", "NIST CSF Controls (USA)",
            "iso-27001", "ISO 27001 Controls",
            "soc-2", "SOC 2",
            "hipaa", "HIPAA Controls (USA)");

    private AsffTypes() {}

    static String resource(String type) {
        return RESOURCES.getOrDefault(type, "Other");
    }

    /** The first of what every finding is. */
    static List<String> finding(List<Standard> standards) {
        return Stream.concat(
                        Stream.of(CHECKS + "AWS Security Best Practices"),
                        standards.stream().map(AsffTypes::type).flatMap(Optional::stream))
                .distinct()
                .toList();
    }

    private static Optional<String> type(Standard standard) {
        return CLASSIFIERS.entrySet().stream()
                .filter(known -> standard.id().startsWith(known.getKey()))
                .map(known -> STANDARDS + known.getValue())
                .findFirst();
    }
}
