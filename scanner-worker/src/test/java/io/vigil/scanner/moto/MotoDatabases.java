package io.vigil.scanner.moto;

import java.util.List;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ApplyMethod;

/** Databases, a cluster with one instance, and their snapshots. */
final class MotoDatabases {
    private static final String TLS = "db-tls";

    private MotoDatabases() {}

    static void build(MotoClients clients) {
        RdsClient rds = clients.in(MotoAccount.REGION, RdsClient.builder());
        rds.createDBParameterGroup(g ->
                g.dbParameterGroupName(TLS).dbParameterGroupFamily("postgres16").description("TLS only"));
        rds.modifyDBParameterGroup(g -> g.dbParameterGroupName(TLS)
                .parameters(p ->
                        p.parameterName("rds.force_ssl").parameterValue("1").applyMethod(ApplyMethod.IMMEDIATE)));
        for (boolean good : List.of(true, false))
            rds.createDBInstance(d -> {
                d.dbInstanceIdentifier(good ? "db-good" : "db-bad")
                        .engine("postgres")
                        .engineVersion(good ? "16.4" : "14.12")
                        .dbInstanceClass("db.t3.micro")
                        .allocatedStorage(20)
                        .masterUsername("owner")
                        .masterUserPassword("Correct-Horse-7")
                        .storageEncrypted(good)
                        .publiclyAccessible(!good)
                        .deletionProtection(good)
                        .multiAZ(good)
                        .autoMinorVersionUpgrade(good)
                        .enableIAMDatabaseAuthentication(good)
                        .backupRetentionPeriod(good ? 14 : 0);
                if (good) d.enableCloudwatchLogsExports("postgresql").dbParameterGroupName(TLS);
            });
        cluster(rds);
        for (String name : List.of("db-snapshot-open", "db-snapshot-shut"))
            rds.createDBSnapshot(s -> s.dbInstanceIdentifier("db-good").dbSnapshotIdentifier(name));
        rds.createDBSnapshot(s -> s.dbInstanceIdentifier("db-bad").dbSnapshotIdentifier("db-snapshot-plain"));
        rds.modifyDBSnapshotAttribute(m -> m.dbSnapshotIdentifier("db-snapshot-open")
                .attributeName("restore")
                .valuesToAdd("all"));
    }

    private static void cluster(RdsClient rds) {
        rds.createDBCluster(c -> c.dbClusterIdentifier("aurora")
                .engine("aurora-postgresql")
                .engineVersion("16.4")
                .masterUsername("owner")
                .masterUserPassword("Correct-Horse-7")
                .storageEncrypted(true)
                .deletionProtection(true)
                .backupRetentionPeriod(14));
        rds.createDBInstance(d -> d.dbInstanceIdentifier("aurora-1")
                .dbClusterIdentifier("aurora")
                .engine("aurora-postgresql")
                .engineVersion("16.4")
                .dbInstanceClass("db.r6g.large")
                .autoMinorVersionUpgrade(false));
    }
}
