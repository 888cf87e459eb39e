package io.vigil.checks.aws.backup;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import software.amazon.awssdk.services.backup.model.BackupVaultListMember;

/** A vault, with what lies in it. */
public record BackupVault(@Itself BackupVaultListMember vault, Read<RecoveryPoints> recoveryPoints) {}
