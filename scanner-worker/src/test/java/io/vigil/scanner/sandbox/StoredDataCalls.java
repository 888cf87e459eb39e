package io.vigil.scanner.sandbox;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.backup.BackupPlan;
import io.vigil.checks.aws.backup.BackupRegion;
import io.vigil.checks.aws.ec2.EbsVolume;
import io.vigil.checks.aws.kms.KmsKey;
import io.vigil.checks.aws.rds.RdsCluster;
import io.vigil.checks.aws.rds.RdsInstance;
import io.vigil.checks.aws.s3.S3Bucket;
import io.vigil.checks.aws.ssm.SsmDocument;
import io.vigil.scanner.collect.UnitRead;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;

/** How often units ask about databases, buckets, keys and Systems Manager. */
final class StoredDataCalls {
    private static final String SESSIONS = "SSM-SessionManagerRunShell";

    private StoredDataCalls() {}

    static Map<String, Long> ofRegion(UnitRead unit) {
        Map<String, Long> calls = new TreeMap<>();
        for (String once : List.of(
                "s3control:ListAccessPoints", "ssm:DescribeParameters", "ssm:GetServiceSetting", "ssm:ListDocuments"))
            calls.put(once, 1L);
        calls.put("s3control:GetAccessPoint", (long) unit.count(ResourceTypes.S3_ACCESS_POINT));
        calls.put(
                "kms:GetKeyPolicy",
                documents(unit, ResourceTypes.KMS_KEY, KmsKey.class)
                        .filter(key -> key.key().keyManager() == KeyManagerType.CUSTOMER)
                        .count());
        systemsManager(unit, calls);
        databases(unit, calls);
        return calls;
    }

    private static void systemsManager(UnitRead unit, Map<String, Long> calls) {
        long any = Math.min(1, unit.count(ResourceTypes.SSM_MANAGED_NODE));
        calls.put("ssm:ListResourceComplianceSummaries", any);
        calls.put("ssm:GetInventory", 2 * any);
        calls.put("ssm:DescribeDocumentPermission", (long) unit.count(ResourceTypes.SSM_DOCUMENT));
        boolean listed = documents(unit, ResourceTypes.SSM_DOCUMENT, SsmDocument.class)
                .anyMatch(each -> each.document().name().equals(SESSIONS));
        calls.put("ssm:GetDocument", (long) unit.count(ResourceTypes.SSM_DOCUMENT) + (listed ? 0 : 1));
    }

    private static void databases(UnitRead unit, Map<String, Long> calls) {
        List<RdsInstance> instances = documents(unit, ResourceTypes.RDS_DB_INSTANCE, RdsInstance.class)
                .filter(each -> !each.role().clusterMember())
                .toList();
        List<RdsCluster> clusters =
                documents(unit, ResourceTypes.RDS_DB_CLUSTER, RdsCluster.class).toList();
        long any = instances.isEmpty() && clusters.isEmpty() ? 0 : 1;
        calls.put("rds:DescribeDBMajorEngineVersions", any);
        calls.put(
                "rds:DescribeDBEngineVersions",
                Stream.concat(
                                instances.stream()
                                        .map(each -> each.dbInstance().engine()
                                                + each.dbInstance().engineVersion()),
                                clusters.stream()
                                        .map(each -> each.dbCluster().engine()
                                                + each.dbCluster().engineVersion()))
                        .distinct()
                        .count());
        calls.put(
                "rds:DescribeDBParameters",
                distinct(
                        instances.stream().filter(each -> !isOracle(each)),
                        each -> each.dbInstance().dbParameterGroups().getFirst().dbParameterGroupName()));
        calls.put(
                "rds:DescribeOptionGroups",
                Math.min(1, instances.stream().filter(StoredDataCalls::isOracle).count()));
        calls.put(
                "rds:DescribeDBClusterParameters",
                distinct(clusters.stream(), each -> each.dbCluster().dbClusterParameterGroup()));
        calls.put(
                "backup:GetBackupSelection",
                Math.min(1, any + unit.count(ResourceTypes.EC2_VOLUME)) * selections(unit));
        boolean selected = Stream.of(
                        instances.stream().map(RdsInstance::backupPlans),
                        clusters.stream().map(RdsCluster::backupPlans),
                        documents(unit, ResourceTypes.EC2_VOLUME, EbsVolume.class)
                                .map(EbsVolume::backupPlans))
                .flatMap(plans -> plans)
                .anyMatch(plans -> plans instanceof Read.Known<List<String>>(List<String> names) && !names.isEmpty());
        calls.put("backup:DescribeRegionSettings", selected ? 1L : 0L);
    }

    private static boolean isOracle(RdsInstance instance) {
        return instance.dbInstance().engine().startsWith("oracle");
    }

    private static long selections(UnitRead unit) {
        return documents(unit, ResourceTypes.BACKUP_REGION, BackupRegion.class)
                .flatMap(region -> known(region.plans()).stream())
                .map(BackupPlan::selections)
                .mapToLong(selections -> known(selections).size())
                .sum();
    }

    static Map<String, Long> ofAccount(UnitRead unit) {
        Map<String, Long> calls = new TreeMap<>();
        calls.put("s3control:ListMultiRegionAccessPoints", 1L);
        List<Resource<?>> buckets = unit.resources().get(ResourceTypes.S3_BUCKET);
        for (String perBucket : List.of("GetBucketEncryption", "GetBucketLogging", "GetBucketOwnershipControls"))
            calls.put("s3:" + perBucket, (long) buckets.size());
        calls.put("tag:GetResources", distinct(buckets.stream(), Resource::region));
        calls.put(
                "kms:DescribeKey",
                documents(unit, ResourceTypes.S3_BUCKET, S3Bucket.class)
                        .map(StoredDataCalls::key)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count());
        return calls;
    }

    private static String key(S3Bucket bucket) {
        if (!(bucket.encryption()
                instanceof
                Read.Known<Optional<ServerSideEncryptionConfiguration>>(
                        Optional<ServerSideEncryptionConfiguration> known))) throw new AssertionError(bucket);
        return known.orElseThrow()
                .rules()
                .getFirst()
                .applyServerSideEncryptionByDefault()
                .kmsMasterKeyID();
    }

    private static <T> List<T> known(Read<List<T>> list) {
        return list instanceof Read.Known<List<T>>(List<T> known) ? known : List.of();
    }

    private static <T> long distinct(Stream<T> all, Function<T, ?> by) {
        return all.map(by).distinct().count();
    }

    private static <R> Stream<R> documents(UnitRead unit, ResourceType<?> type, Class<R> document) {
        return unit.resources().get(type).stream().map(Resource::document).map(document::cast);
    }
}
