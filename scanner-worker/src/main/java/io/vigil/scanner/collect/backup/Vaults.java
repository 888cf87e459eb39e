package io.vigil.scanner.collect.backup;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.backup.BackupVault;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.BackupVaultListMember;
import software.amazon.awssdk.services.backup.model.ListBackupVaultsRequest;
import software.amazon.awssdk.services.backup.model.ListBackupVaultsResponse;

/** The backup vaults of a region. */
public final class Vaults implements Collector<BackupVault> {
    static final String LIST = "backup:ListBackupVaults";

    private static final int PAGE = 1000;

    @Override
    public ResourceType<BackupVault> type() {
        return ResourceTypes.BACKUP_VAULT;
    }

    @Override
    public Set<String> operations() {
        return Set.of(LIST, CountRecoveryPoints.OPERATION);
    }

    static Listed<BackupVaultListMember> list(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        BackupClient.class,
                        scope.region(),
                        ListBackupVaultsRequest.builder().maxResults(PAGE).build(),
                        BackupClient::listBackupVaultsPaginator,
                        ListBackupVaultsResponse::backupVaultList);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<BackupVault> sink) throws InterruptedException {
        Listed<BackupVaultListMember> vaults = list(scope);
        for (Resource<BackupVault> vault : scope.each(vaults.items(), v -> resource(scope, v))) sink.accept(vault);
        return vaults.end();
    }

    private Resource<BackupVault> resource(UnitScope scope, BackupVaultListMember vault) throws InterruptedException {
        return new Resource<>(
                type(),
                scope.region(),
                vault.backupVaultArn(),
                vault.backupVaultName(),
                Map.of(),
                new BackupVault(vault, CountRecoveryPoints.in(scope, vault)));
    }
}
