package io.vigil.scanner.collect.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.aws.rds.DatabaseRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBMajorEngineVersion;
import software.amazon.awssdk.services.rds.model.LifecycleSupportName;
import software.amazon.awssdk.services.rds.model.SupportedEngineLifecycle;

class DatabasesTest {
    private static final Instant END = Instant.parse("2026-07-31T00:00:00Z");

    @Test
    void aMemberIsJudgedAtItsCluster() {
        assertThat(Databases.role(
                        DBInstance.builder().dbClusterIdentifier("shop").build()))
                .isEqualTo(new DatabaseRole(true, false, false));
        assertThat(Databases.role(DBInstance.builder().build())).isEqualTo(new DatabaseRole(false, false, false));
    }

    @Test
    void replicasAreOfInstancesClustersAndOtherRegions() {
        assertThat(Databases.role(DBInstance.builder()
                                .readReplicaSourceDBInstanceIdentifier("orders")
                                .build())
                        .replica())
                .isTrue();
        assertThat(Databases.role(DBInstance.builder()
                                .readReplicaSourceDBClusterIdentifier("shop")
                                .build())
                        .replica())
                .isTrue();
        assertThat(Databases.role(DBCluster.builder()
                                .replicationSourceIdentifier("arn:aws:rds:eu-west-1:111122223333:cluster:shop")
                                .build())
                        .replica())
                .isTrue();
    }

    @Test
    void onlyTheFirstServerlessHasNoInstances() {
        assertThat(Databases.role(DBCluster.builder().engineMode("serverless").build())
                        .serverless())
                .isTrue();
        assertThat(Databases.role(DBCluster.builder().engineMode("provisioned").build())
                        .serverless())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "aurora-postgresql, Aurora",
        "aurora-mysql, Aurora",
        "docdb, DocumentDB",
        "neptune, Neptune",
        "postgres, RDS",
        "sqlserver-se, RDS"
    })
    void hasTheNamesOfAwsBackup(String engine, String type) {
        assertThat(Databases.backupType(engine)).isEqualTo(type);
    }

    @Test
    void oneInstanceHoldsBackItsCluster() {
        // Given
        DBCluster shop = DBCluster.builder().dbClusterIdentifier("shop").build();
        List<DBInstance> all = List.of(
                instance("shop-1", "shop", true), instance("shop-2", "shop", false), instance("other", "else", false));

        // When
        List<String> off = DbClusters.withoutMinorUpgrades(shop, all);

        // Then
        assertThat(off).containsExactly("shop-2");
        assertThat(DbClusters.withoutMinorUpgrades(shop, List.of())).isEmpty();
        assertThat(DbClusters.withoutMinorUpgrades(shop.copy(c -> c.autoMinorVersionUpgrade(false)), List.of()))
                .containsExactly("shop");
    }

    @ParameterizedTest
    @CsvSource({
        "mysql, 8.0.39, true",
        "aurora-mysql, 8.0.mysql_aurora.3.05.2, false",
        "mysql, 8.4.1, false",
        "mysql, 80.1, false"
    })
    void findsTheMajorVersionOfAVersion(String engine, String version, boolean known) {
        // Given
        List<DBMajorEngineVersion> majors = List.of(
                major("mysql", "8", Instant.EPOCH, LifecycleSupportName.OPEN_SOURCE_RDS_EXTENDED_SUPPORT),
                major("mysql", "8.0", END, LifecycleSupportName.OPEN_SOURCE_RDS_STANDARD_SUPPORT));

        // When
        Optional<Instant> ends = EngineVersions.standardSupportEnds(majors, engine, version);

        // Then
        assertThat(ends).isEqualTo(known ? Optional.of(END) : Optional.empty());
    }

    private static DBInstance instance(String name, String cluster, boolean upgrades) {
        return DBInstance.builder()
                .dbInstanceIdentifier(name)
                .dbClusterIdentifier(cluster)
                .autoMinorVersionUpgrade(upgrades)
                .build();
    }

    private static DBMajorEngineVersion major(String engine, String version, Instant end, LifecycleSupportName name) {
        return DBMajorEngineVersion.builder()
                .engine(engine)
                .majorEngineVersion(version)
                .supportedEngineLifecycles(SupportedEngineLifecycle.builder()
                        .lifecycleSupportName(name)
                        .lifecycleSupportEndDate(end)
                        .build())
                .build();
    }
}
