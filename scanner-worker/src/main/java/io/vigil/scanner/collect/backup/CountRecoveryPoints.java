package io.vigil.scanner.collect.backup;

import io.vigil.checks.Read;
import io.vigil.checks.aws.backup.RecoveryPoints;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.UnitScope;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.BackupVaultListMember;
import software.amazon.awssdk.services.backup.model.ListRecoveryPointsByBackupVaultRequest;
import software.amazon.awssdk.services.backup.model.ListRecoveryPointsByBackupVaultResponse;
import software.amazon.awssdk.services.backup.model.RecoveryPointByBackupVault;
import software.amazon.awssdk.services.backup.model.RecoveryPointStatus;

/** Counts what lies in a vault, page by page: there may be very many. */
final class CountRecoveryPoints {
    static final String OPERATION = "backup:ListRecoveryPointsByBackupVault";

    private static final int PAGE = 1000;
    private static final int EXAMPLES = 10;

    private int total;
    private final List<String> unencrypted = new ArrayList<>();

    private CountRecoveryPoints() {}

    static Read<RecoveryPoints> in(UnitScope scope, BackupVaultListMember vault) throws InterruptedException {
        if (vault.numberOfRecoveryPoints() != null && vault.numberOfRecoveryPoints() == 0)
            return Read.known(new RecoveryPoints(0, 0, List.of()));
        CountRecoveryPoints count = new CountRecoveryPoints();
        ListEnd end = scope.calls().stream(
                BackupClient.class,
                scope.region(),
                ListRecoveryPointsByBackupVaultRequest.builder()
                        .backupVaultName(vault.backupVaultName())
                        .maxResults(PAGE)
                        .build(),
                BackupClient::listRecoveryPointsByBackupVaultPaginator,
                ListRecoveryPointsByBackupVaultResponse::recoveryPoints,
                page -> page.forEach(count::add));
        return switch (end) {
            case ListEnd.Reached() ->
                Read.known(new RecoveryPoints(
                        count.total,
                        count.unencrypted.size(),
                        count.unencrypted.stream().limit(EXAMPLES).toList()));
            case ListEnd.NotReached(Unread why) -> Read.missing(why);
        };
    }

    private void add(RecoveryPointByBackupVault point) {
        if (point.status() == RecoveryPointStatus.DELETING) return;
        total++;
        if (!Boolean.TRUE.equals(point.isEncrypted())) unencrypted.add(point.recoveryPointArn());
    }
}
