package io.vigil.checks.aws.backup;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.backup.model.BackupPlansListMember;
import software.amazon.awssdk.services.backup.model.BackupSelectionsListMember;

/**
 * A plan.
 *
 * @param selections what it backs up; a plan without any does nothing
 */
public record BackupPlan(@Itself BackupPlansListMember plan, Read<List<BackupSelectionsListMember>> selections) {}
