package io.vigil.checks.aws.efs;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.policy.PolicyFacts;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.efs.model.BackupPolicy;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;

/**
 * A file system.
 *
 * @param policy empty when it has none ({@code PolicyNotFound}): then whoever reaches a mount target has full access,
 *     without any identity
 * @param backupPolicy empty when automatic backups were never set ({@code PolicyNotFound})
 */
public record EfsFileSystem(
        @Itself FileSystemDescription fileSystem,
        Read<Optional<PolicyFacts>> policy,
        Read<Optional<BackupPolicy>> backupPolicy,
        Read<List<EfsMountTarget>> mountTargets) {}
