package io.vigil.scanner.collect.rds;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.rds.EngineSupport;
import io.vigil.checks.aws.rds.RdsInstance;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.backup.SelectedForBackup;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** The database instances of a region. */
public final class DbInstances implements Collector<RdsInstance> {
    private static final String AT_THE_CLUSTER = "it belongs to the cluster of the instance";

    @Override
    public ResourceType<RdsInstance> type() {
        return ResourceTypes.RDS_DB_INSTANCE;
    }

    @Override
    public Set<String> operations() {
        return Databases.operations(Databases.INSTANCES);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<RdsInstance> sink) throws InterruptedException {
        Listed<DBInstance> all = Databases.instances(scope);
        List<DBInstance> lasting = all.items().stream()
                .filter(it -> Databases.lasts(it.dbInstanceStatus()))
                .toList();
        for (Resource<RdsInstance> each : scope.each(lasting, it -> resource(scope, withoutPassword(it))))
            sink.accept(each);
        return all.end();
    }

    private Resource<RdsInstance> resource(UnitScope scope, DBInstance it) throws InterruptedException {
        Map<String, String> tags = RdsTags.of(it.tagList());
        return new Resource<>(
                type(),
                scope.region(),
                it.dbInstanceArn(),
                it.dbInstanceIdentifier(),
                tags,
                Databases.isMember(it) ? ofCluster(scope, it, tags) : ofItsOwn(scope, it, tags));
    }

    private static RdsInstance ofItsOwn(UnitScope scope, DBInstance it, Map<String, String> tags)
            throws InterruptedException {
        return new RdsInstance(
                it,
                Databases.role(it),
                Read.known(
                        Boolean.TRUE.equals(it.autoMinorVersionUpgrade())
                                ? List.of()
                                : List.of(it.dbInstanceIdentifier())),
                EngineVersions.of(scope, it.engine(), it.engineVersion()),
                TransportRules.of(scope, it),
                Databases.backupPlans(scope, it.engine(), it.dbInstanceArn(), tags),
                Databases.data(scope, /* held */ true, tags, it.storageEncrypted(), it.kmsKeyId()));
    }

    private static RdsInstance ofCluster(UnitScope scope, DBInstance it, Map<String, String> tags)
            throws InterruptedException {
        return new RdsInstance(
                it,
                Databases.role(it),
                Read.notAsked(Databases.INSTANCES, AT_THE_CLUSTER),
                new EngineSupport(
                        Read.notAsked(EngineVersions.VERSIONS, AT_THE_CLUSTER),
                        Read.notAsked(EngineVersions.MAJORS, AT_THE_CLUSTER)),
                Read.notAsked(TransportRules.OF_CLUSTERS, AT_THE_CLUSTER),
                Read.notAsked(SelectedForBackup.PLANS, AT_THE_CLUSTER),
                Databases.data(scope, /* held */ false, tags, it.storageEncrypted(), it.kmsKeyId()));
    }

    /** AWS masks a password that is about to change; not even the mask is kept. */
    static DBInstance withoutPassword(DBInstance it) {
        if (it.pendingModifiedValues() == null) return it;
        return it.copy(c ->
                c.pendingModifiedValues(it.pendingModifiedValues().copy(pending -> pending.masterUserPassword(null))));
    }
}
