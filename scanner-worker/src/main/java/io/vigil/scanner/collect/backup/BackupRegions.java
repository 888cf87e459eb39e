package io.vigil.scanner.collect.backup;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.backup.BackupPlan;
import io.vigil.checks.aws.backup.BackupRegion;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.backup.model.BackupPlansListMember;

/** What AWS Backup is set to in a region; there is always exactly one. */
public final class BackupRegions implements Collector<BackupRegion> {
    @Override
    public ResourceType<BackupRegion> type() {
        return ResourceTypes.BACKUP_REGION;
    }

    @Override
    public Set<String> operations() {
        return Set.of(BackupPlans.LIST, BackupPlans.SELECTIONS, Vaults.LIST);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<BackupRegion> sink) throws InterruptedException {
        sink.accept(new Resource<>(
                type(),
                scope.region(),
                "%s/%s".formatted(scope.account(), scope.region()),
                "AWS Backup in " + scope.region(),
                Map.of(),
                new BackupRegion(
                        scope.region().value(), plans(scope), Vaults.list(scope).whole())));
        return ListEnd.REACHED;
    }

    private static Read<List<BackupPlan>> plans(UnitScope scope) throws InterruptedException {
        Read<List<BackupPlansListMember>> plans = BackupPlans.list(scope);
        if (!(plans instanceof Read.Known<List<BackupPlansListMember>>(List<BackupPlansListMember> known)))
            return plans.map(none -> List.of());
        return Read.known(scope.each(known, plan -> new BackupPlan(plan, BackupPlans.selections(scope, plan))));
    }
}
