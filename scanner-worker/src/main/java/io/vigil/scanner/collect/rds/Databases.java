package io.vigil.scanner.collect.rds;

import io.vigil.checks.Read;
import io.vigil.checks.aws.kms.StoredData;
import io.vigil.checks.aws.rds.DatabaseRole;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.backup.SelectedForBackup;
import io.vigil.scanner.collect.kms.DescribedKeys;
import io.vigil.scanner.collect.kms.KeyTiers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;

/** What instances and clusters have in common. */
final class Databases {
    static final String INSTANCES = "rds:DescribeDBInstances";

    private static final int PAGE = 100;
    private static final String SERVERLESS = "serverless";

    private Databases() {}

    static Set<String> operations(String... own) {
        Set<String> operations = new TreeSet<>(List.of(own));
        operations.add(DescribedKeys.OPERATION);
        operations.addAll(SelectedForBackup.OPERATIONS);
        operations.addAll(EngineVersions.OPERATIONS);
        operations.addAll(TransportRules.OPERATIONS);
        return Set.copyOf(operations);
    }

    /** All of a region, those of clusters, document and graph databases among them. */
    static Listed<DBInstance> instances(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        RdsClient.class,
                        scope.region(),
                        DescribeDbInstancesRequest.builder().maxRecords(PAGE).build(),
                        RdsClient::describeDBInstancesPaginator,
                        DescribeDbInstancesResponse::dbInstances);
    }

    static DatabaseRole role(DBInstance it) {
        return new DatabaseRole(
                isMember(it),
                isTold(it.readReplicaSourceDBInstanceIdentifier()) || isTold(it.readReplicaSourceDBClusterIdentifier()),
                /* serverless */ false);
    }

    static DatabaseRole role(DBCluster it) {
        return new DatabaseRole(
                /* clusterMember */ false,
                isTold(it.replicationSourceIdentifier()),
                SERVERLESS.equals(it.engineMode()));
    }

    /** Of what is about to be gone nothing can be put right. */
    static boolean lasts(@Nullable String status) {
        return !"deleting".equals(status);
    }

    static boolean isMember(DBInstance it) {
        return isTold(it.dbClusterIdentifier());
    }

    private static boolean isTold(@Nullable String name) {
        return name != null && !name.isEmpty();
    }

    static Read<List<String>> backupPlans(
            UnitScope scope, @Nullable String engine, String arn, Map<String, String> tags)
            throws InterruptedException {
        return SelectedForBackup.plansOf(scope, backupType(String.valueOf(engine)), arn, tags);
    }

    /** In the words of AWS Backup. */
    static String backupType(String engine) {
        if (engine.startsWith("aurora")) return "Aurora";
        return switch (engine) {
            case "docdb" -> "DocumentDB";
            case "neptune" -> "Neptune";
            default -> "RDS";
        };
    }

    static StoredData data(
            UnitScope scope, boolean held, Map<String, String> tags, @Nullable Boolean encrypted, @Nullable String key)
            throws InterruptedException {
        return new StoredData(
                held,
                Read.known(tags),
                held
                        ? KeyTiers.of(scope, Boolean.TRUE.equals(encrypted), key)
                        : Read.notAsked(DescribedKeys.OPERATION, "the data is the cluster's"));
    }
}
