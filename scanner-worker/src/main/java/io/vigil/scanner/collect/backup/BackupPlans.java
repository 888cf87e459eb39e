package io.vigil.scanner.collect.backup;

import io.vigil.checks.Read;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.BackupPlansListMember;
import software.amazon.awssdk.services.backup.model.BackupSelectionsListMember;
import software.amazon.awssdk.services.backup.model.ListBackupPlansRequest;
import software.amazon.awssdk.services.backup.model.ListBackupPlansResponse;
import software.amazon.awssdk.services.backup.model.ListBackupSelectionsRequest;
import software.amazon.awssdk.services.backup.model.ListBackupSelectionsResponse;

/** The backup plans of a region, read once a unit for whoever judges them or what they are to back up. */
final class BackupPlans {
    static final String LIST = "backup:ListBackupPlans";
    static final String SELECTIONS = "backup:ListBackupSelections";

    private static final int PAGE = 1000;

    private BackupPlans() {}

    static Read<List<BackupPlansListMember>> list(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        BackupClient.class,
                        scope.region(),
                        ListBackupPlansRequest.builder().maxResults(PAGE).build(),
                        BackupClient::listBackupPlansPaginator,
                        ListBackupPlansResponse::backupPlansList)
                .whole();
    }

    static Read<List<BackupSelectionsListMember>> selections(UnitScope scope, BackupPlansListMember plan)
            throws InterruptedException {
        return scope.calls()
                .list(
                        BackupClient.class,
                        scope.region(),
                        ListBackupSelectionsRequest.builder()
                                .backupPlanId(plan.backupPlanId())
                                .maxResults(PAGE)
                                .build(),
                        BackupClient::listBackupSelectionsPaginator,
                        ListBackupSelectionsResponse::backupSelectionsList)
                .whole();
    }
}
