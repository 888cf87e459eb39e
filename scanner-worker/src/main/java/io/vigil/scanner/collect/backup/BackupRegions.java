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
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.BackupPlansListMember;
import software.amazon.awssdk.services.backup.model.ListBackupPlansRequest;
import software.amazon.awssdk.services.backup.model.ListBackupPlansResponse;
import software.amazon.awssdk.services.backup.model.ListBackupSelectionsRequest;
import software.amazon.awssdk.services.backup.model.ListBackupSelectionsResponse;

/** What AWS Backup is set to in a region; there is always exactly one. */
public final class BackupRegions implements Collector<BackupRegion> {
    private static final int PAGE = 1000;

    @Override
    public ResourceType<BackupRegion> type() {
        return ResourceTypes.BACKUP_REGION;
    }

    @Override
    public Set<String> operations() {
        return Set.of("backup:ListBackupPlans", "backup:ListBackupSelections", Vaults.LIST);
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
        Read<List<BackupPlansListMember>> plans = scope.calls()
                .list(
                        BackupClient.class,
                        scope.region(),
                        ListBackupPlansRequest.builder().maxResults(PAGE).build(),
                        BackupClient::listBackupPlansPaginator,
                        ListBackupPlansResponse::backupPlansList)
                .whole();
        if (!(plans instanceof Read.Known<List<BackupPlansListMember>>(List<BackupPlansListMember> known)))
            return plans.map(none -> List.of());
        return Read.known(scope.each(known, plan -> plan(scope, plan)));
    }

    private static BackupPlan plan(UnitScope scope, BackupPlansListMember plan) throws InterruptedException {
        return new BackupPlan(
                plan,
                scope.calls()
                        .list(
                                BackupClient.class,
                                scope.region(),
                                ListBackupSelectionsRequest.builder()
                                        .backupPlanId(plan.backupPlanId())
                                        .maxResults(PAGE)
                                        .build(),
                                BackupClient::listBackupSelectionsPaginator,
                                ListBackupSelectionsResponse::backupSelectionsList)
                        .whole());
    }
}
