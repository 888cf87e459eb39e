package io.vigil.checks.aws.backup;

import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.backup.model.BackupVaultListMember;

/** What AWS Backup is set to in a region as a whole; its id is {@code <account>/<region>}. */
public record BackupRegion(String region, Read<List<BackupPlan>> plans, Read<List<BackupVaultListMember>> vaults) {}
