package io.vigil.checks.aws.rds;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.kms.StoredData;
import java.util.List;
import software.amazon.awssdk.services.rds.model.DBCluster;

/**
 * A database cluster (Aurora or Multi-AZ).
 *
 * @param withoutMinorUpgrades its instances that do not take minor versions by themselves; one is enough to hold back the
 *     cluster
 * @param backupPlans names of the AWS Backup plans that select it
 */
public record RdsCluster(
        @Itself DBCluster dbCluster,
        DatabaseRole role,
        Read<List<String>> withoutMinorUpgrades,
        EngineSupport engineSupport,
        Read<RequiredTransport> transport,
        Read<List<String>> backupPlans,
        StoredData data) {}
