package io.vigil.scanner.sandbox;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.backup.BackupRegion;
import io.vigil.checks.aws.backup.BackupVault;
import io.vigil.checks.aws.ecr.EcrImage;
import io.vigil.checks.aws.ecr.EcrRepository;
import io.vigil.checks.aws.eks.EksCluster;
import io.vigil.checks.aws.redshift.RedshiftCluster;
import io.vigil.scanner.collect.UnitRead;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.services.ecr.model.RegistryScanningConfiguration;

/** How often a region's unit asks messaging, data, container and build services. */
final class DataServiceCalls {
    private static final List<String> LISTS = List.of(
            "backup:ListBackupPlans",
            "backup:ListBackupVaults",
            "cloudformation:DescribeStacks",
            "codebuild:ListProjects",
            "dynamodb:ListTables",
            "ecr:DescribeRepositories",
            "ecs:ListClusters",
            "ecs:ListTaskDefinitions",
            "efs:DescribeFileSystems",
            "eks:ListClusters",
            "elasticache:DescribeReplicationGroups",
            "emr:GetBlockPublicAccessConfiguration",
            "events:ListEventBuses",
            "kafka:ListClustersV2",
            "opensearch:ListDomainNames",
            "redshift:DescribeClusters",
            "sagemaker:ListNotebookInstances",
            "secretsmanager:ListSecrets",
            "sns:ListTopics",
            "sqs:ListQueues");

    private DataServiceCalls() {}

    static Map<String, Long> of(UnitRead unit) {
        Map<String, Long> calls = new TreeMap<>();
        LISTS.forEach(list -> calls.put(list, 1L));
        each(calls, unit, ResourceTypes.SNS_TOPIC, "sns:GetTopicAttributes");
        each(calls, unit, ResourceTypes.SQS_QUEUE, "sqs:GetQueueAttributes");
        each(calls, unit, ResourceTypes.SECRETSMANAGER_SECRET, "secretsmanager:GetResourcePolicy");
        each(calls, unit, ResourceTypes.ECR_REPOSITORY, "ecr:GetRepositoryPolicy", "ecr:DescribeImages");
        calls.put("ecr:BatchGetRepositoryScanningConfiguration", batches(unit, ResourceTypes.ECR_REPOSITORY, 25));
        calls.put(
                "ecr:GetRegistryScanningConfiguration",
                Math.min(1, sum(unit, EcrRepository.class, DataServiceCalls::doubts)));
        calls.put("ecr:DescribeImageScanFindings", sum(unit, EcrRepository.class, DataServiceCalls::images));
        each(
                calls,
                unit,
                ResourceTypes.EFS_FILE_SYSTEM,
                "efs:DescribeFileSystemPolicy",
                "efs:DescribeBackupPolicy",
                "efs:DescribeMountTargets");
        each(calls, unit, ResourceTypes.DYNAMODB_TABLE, "dynamodb:DescribeTable", "dynamodb:DescribeContinuousBackups");
        each(calls, unit, ResourceTypes.EKS_CLUSTER, "eks:DescribeCluster", "eks:ListNodegroups");
        calls.put("eks:DescribeNodegroup", sum(unit, EksCluster.class, cluster -> size(cluster.nodeGroups())));
        calls.put("eks:DescribeClusterVersions", any(unit, ResourceTypes.EKS_CLUSTER));
        // each demo account has one cluster with services, fewer than a batch takes
        calls.put("ecs:ListServices", any(unit, ResourceTypes.ECS_SERVICE));
        calls.put("ecs:DescribeServices", any(unit, ResourceTypes.ECS_SERVICE));
        each(calls, unit, ResourceTypes.ECS_TASK_DEFINITION, "ecs:DescribeTaskDefinition");
        calls.put("opensearch:DescribeDomains", batches(unit, ResourceTypes.OPENSEARCH_DOMAIN, 5));
        calls.put("redshift:DescribeClusterParameters", parameterGroups(unit));
        calls.put("backup:ListBackupSelections", sum(unit, BackupRegion.class, region -> size(region.plans())));
        calls.put(
                "backup:ListRecoveryPointsByBackupVault",
                sum(unit, BackupVault.class, vault -> vault.vault().numberOfRecoveryPoints() == 0 ? 0 : 1));
        each(calls, unit, ResourceTypes.SAGEMAKER_NOTEBOOK, "sagemaker:DescribeNotebookInstance");
        calls.put("codebuild:BatchGetProjects", batches(unit, ResourceTypes.CODEBUILD_PROJECT, 100));
        return calls;
    }

    private static void each(Map<String, Long> calls, UnitRead unit, ResourceType<?> type, String... operations) {
        for (String operation : operations) calls.put(operation, (long) unit.count(type));
    }

    private static long any(UnitRead unit, ResourceType<?> type) {
        return Math.min(1, unit.count(type));
    }

    private static long batches(UnitRead unit, ResourceType<?> type, int size) {
        return Math.ceilDiv(unit.count(type), size);
    }

    /** A repository whose own setting counts only if its registry has no rules. */
    private static long doubts(EcrRepository repository) {
        return repository.registryScanning() instanceof Read.Known<RegistryScanningConfiguration> ? 1 : 0;
    }

    private static long images(EcrRepository repository) {
        return repository.newestImage() instanceof Read.Known<Optional<EcrImage>>(var known) && known.isPresent()
                ? 1
                : 0;
    }

    private static <T> long size(Read<List<T>> list) {
        return list instanceof Read.Known<List<T>>(List<T> known) ? known.size() : 0;
    }

    private static long parameterGroups(UnitRead unit) {
        return documents(unit, RedshiftCluster.class).stream()
                .map(cluster ->
                        cluster.cluster().clusterParameterGroups().getFirst().parameterGroupName())
                .distinct()
                .count();
    }

    private static <R extends Record> long sum(UnitRead unit, Class<R> type, ToLongFunction<R> calls) {
        return documents(unit, type).stream().mapToLong(calls).sum();
    }

    private static <R extends Record> List<R> documents(UnitRead unit, Class<R> type) {
        return unit.resources().values().stream()
                .flatMap(List::stream)
                .map(Resource::document)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
