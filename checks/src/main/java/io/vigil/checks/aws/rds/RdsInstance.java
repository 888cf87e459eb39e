package io.vigil.checks.aws.rds;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.kms.StoredData;
import java.util.List;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * A database instance; of one in a cluster, what belongs to the cluster is asked there.
 *
 * @param withoutMinorUpgrades itself, if it does not take minor versions by itself
 * @param backupPlans names of the AWS Backup plans that select it
 */
public record RdsInstance(
        @Itself DBInstance dbInstance,
        DatabaseRole role,
        Read<List<String>> withoutMinorUpgrades,
        EngineSupport engineSupport,
        Read<RequiredTransport> transport,
        Read<List<String>> backupPlans,
        StoredData data) {}
