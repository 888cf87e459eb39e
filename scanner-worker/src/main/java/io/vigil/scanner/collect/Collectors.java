package io.vigil.scanner.collect;

import io.vigil.checks.ResourceType;
import io.vigil.scanner.collect.account.Accounts;
import io.vigil.scanner.collect.acm.Certificates;
import io.vigil.scanner.collect.amplify.AmplifyApps;
import io.vigil.scanner.collect.apigateway.HttpApis;
import io.vigil.scanner.collect.apigateway.HttpStages;
import io.vigil.scanner.collect.apigateway.RestApis;
import io.vigil.scanner.collect.apigateway.RestStages;
import io.vigil.scanner.collect.apprunner.AppRunnerServices;
import io.vigil.scanner.collect.appsync.GraphqlApis;
import io.vigil.scanner.collect.autoscaling.LaunchConfigurations;
import io.vigil.scanner.collect.autoscaling.LaunchTemplates;
import io.vigil.scanner.collect.backup.BackupRegions;
import io.vigil.scanner.collect.backup.Vaults;
import io.vigil.scanner.collect.cloudformation.Stacks;
import io.vigil.scanner.collect.cloudfront.Distributions;
import io.vigil.scanner.collect.cloudtrail.Trails;
import io.vigil.scanner.collect.cloudwatch.Alarms;
import io.vigil.scanner.collect.codebuild.Projects;
import io.vigil.scanner.collect.cognito.IdentityPools;
import io.vigil.scanner.collect.cognito.UserPools;
import io.vigil.scanner.collect.config.Recorders;
import io.vigil.scanner.collect.config.Rules;
import io.vigil.scanner.collect.dynamodb.Tables;
import io.vigil.scanner.collect.ec2.Addresses;
import io.vigil.scanner.collect.ec2.EndpointServices;
import io.vigil.scanner.collect.ec2.Images;
import io.vigil.scanner.collect.ec2.Instances;
import io.vigil.scanner.collect.ec2.NetworkAcls;
import io.vigil.scanner.collect.ec2.Peerings;
import io.vigil.scanner.collect.ec2.PublicAddresses;
import io.vigil.scanner.collect.ec2.RegionSettings;
import io.vigil.scanner.collect.ec2.SecurityGroups;
import io.vigil.scanner.collect.ec2.Snapshots;
import io.vigil.scanner.collect.ec2.Subnets;
import io.vigil.scanner.collect.ec2.TransitGateways;
import io.vigil.scanner.collect.ec2.VerifiedAccessInstances;
import io.vigil.scanner.collect.ec2.Volumes;
import io.vigil.scanner.collect.ec2.VpcEndpoints;
import io.vigil.scanner.collect.ec2.Vpcs;
import io.vigil.scanner.collect.ec2.VpnConnections;
import io.vigil.scanner.collect.ecr.Repositories;
import io.vigil.scanner.collect.ecs.Services;
import io.vigil.scanner.collect.ecs.TaskDefinitions;
import io.vigil.scanner.collect.efs.FileSystems;
import io.vigil.scanner.collect.eks.Clusters;
import io.vigil.scanner.collect.elasticache.ReplicationGroups;
import io.vigil.scanner.collect.elb.ClassicLoadBalancers;
import io.vigil.scanner.collect.elb.LoadBalancers;
import io.vigil.scanner.collect.emr.EmrRegions;
import io.vigil.scanner.collect.eventbridge.Buses;
import io.vigil.scanner.collect.guardduty.Detectors;
import io.vigil.scanner.collect.iam.Groups;
import io.vigil.scanner.collect.iam.Policies;
import io.vigil.scanner.collect.iam.Roles;
import io.vigil.scanner.collect.iam.ServerCertificates;
import io.vigil.scanner.collect.iam.Users;
import io.vigil.scanner.collect.inspector2.CisTargets;
import io.vigil.scanner.collect.inspector2.Inspectors;
import io.vigil.scanner.collect.inspector2.Vulnerabilities;
import io.vigil.scanner.collect.kafka.Brokers;
import io.vigil.scanner.collect.kms.Keys;
import io.vigil.scanner.collect.lambda.Functions;
import io.vigil.scanner.collect.logs.LogGroups;
import io.vigil.scanner.collect.macie2.MacieRegions;
import io.vigil.scanner.collect.networkfirewall.Firewalls;
import io.vigil.scanner.collect.opensearch.Domains;
import io.vigil.scanner.collect.rds.DbClusterSnapshots;
import io.vigil.scanner.collect.rds.DbClusters;
import io.vigil.scanner.collect.rds.DbInstances;
import io.vigil.scanner.collect.rds.DbSnapshots;
import io.vigil.scanner.collect.redshift.Warehouses;
import io.vigil.scanner.collect.route53.HostedZones;
import io.vigil.scanner.collect.s3.AccessPoints;
import io.vigil.scanner.collect.s3.Buckets;
import io.vigil.scanner.collect.s3.MultiRegionAccessPoints;
import io.vigil.scanner.collect.sagemaker.Notebooks;
import io.vigil.scanner.collect.secretsmanager.Secrets;
import io.vigil.scanner.collect.securityhub.HubFindings;
import io.vigil.scanner.collect.securityhub.Hubs;
import io.vigil.scanner.collect.shield.ShieldProtections;
import io.vigil.scanner.collect.shield.ShieldSubscriptions;
import io.vigil.scanner.collect.sns.Topics;
import io.vigil.scanner.collect.sqs.Queues;
import io.vigil.scanner.collect.ssm.Documents;
import io.vigil.scanner.collect.ssm.ManagedNodes;
import io.vigil.scanner.collect.ssm.Parameters;
import io.vigil.scanner.collect.ssm.SsmRegions;
import io.vigil.scanner.collect.waf.ClassicWaf;
import io.vigil.scanner.collect.wafv2.WafWebAcls;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The collectors of this worker, at most one a resource type. */
public final class Collectors {
    /** All that Vigil has; a new collector is one line here. */
    public static final Collectors ALL = new Collectors(List.of(
            new Accounts(),
            new Users(),
            new Policies(),
            new Groups(),
            new Roles(),
            new ServerCertificates(),
            new Trails(),
            new Buckets(),
            new RegionSettings(),
            new Vpcs(),
            new SecurityGroups(),
            new NetworkAcls(),
            new Subnets(),
            new Instances(),
            new Addresses(),
            new PublicAddresses(),
            new Volumes(),
            new Snapshots(),
            new Images(),
            new TransitGateways(),
            new LaunchTemplates(),
            new LaunchConfigurations(),
            new VpcEndpoints(),
            new EndpointServices(),
            new Peerings(),
            new VpnConnections(),
            new Firewalls(),
            new DbInstances(),
            new DbClusters(),
            new DbSnapshots(),
            new DbClusterSnapshots(),
            new Keys(),
            new LoadBalancers(),
            new Functions(),
            new ClassicLoadBalancers(),
            WafWebAcls.ofRegion(),
            WafWebAcls.ofCloudFront(),
            new Distributions(),
            new ShieldSubscriptions(),
            new ShieldProtections(),
            new HostedZones(),
            new RestApis(),
            new RestStages(),
            new HttpApis(),
            new HttpStages(),
            new GraphqlApis(),
            new AppRunnerServices(),
            new AmplifyApps(),
            new VerifiedAccessInstances(),
            new UserPools(),
            new IdentityPools(),
            new Certificates(),
            ClassicWaf.ofRegion(),
            ClassicWaf.ofCloudFront(),
            new Topics(),
            new Queues(),
            new Secrets(),
            new Repositories(),
            new FileSystems(),
            new Tables(),
            new Clusters(),
            new Services(),
            new TaskDefinitions(),
            new Domains(),
            new Warehouses(),
            new ReplicationGroups(),
            new BackupRegions(),
            new Vaults(),
            new Brokers(),
            new Buses(),
            new EmrRegions(),
            new Notebooks(),
            new Projects(),
            new Stacks(),
            new Alarms(),
            new LogGroups(),
            new Recorders(),
            new Rules(),
            new Detectors(),
            new Hubs(),
            new HubFindings(),
            new Inspectors(),
            new Vulnerabilities(),
            new CisTargets(),
            new MacieRegions(),
            new AccessPoints(),
            new MultiRegionAccessPoints(),
            new ManagedNodes(),
            new Documents(),
            new Parameters(),
            new SsmRegions()));

    private final Map<ResourceType<?>, Collector<?>> byType = new LinkedHashMap<>();

    public Collectors(Collection<Collector<?>> collectors) {
        for (Collector<?> collector : collectors)
            if (byType.put(collector.type(), collector) != null)
                throw new IllegalArgumentException("two collectors of type " + collector.type());
    }

    public Optional<Collector<?>> of(ResourceType<?> type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** Of all collectors; sessions are allowed these and the customer's IAM policy is generated from them. */
    public SortedSet<String> operations() {
        return operations(byType.keySet());
    }

    /** Of the collectors of these types. */
    public SortedSet<String> operations(Collection<ResourceType<?>> types) {
        SortedSet<String> operations = new TreeSet<>();
        byType.forEach((type, collector) -> {
            if (types.contains(type)) operations.addAll(collector.operations());
        });
        return operations;
    }
}
