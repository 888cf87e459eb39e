package io.vigil.scanner.collect.backup;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.BackupPlansListMember;
import software.amazon.awssdk.services.backup.model.BackupSelectionsListMember;
import software.amazon.awssdk.services.backup.model.DescribeRegionSettingsRequest;
import software.amazon.awssdk.services.backup.model.GetBackupSelectionRequest;
import software.amazon.awssdk.services.backup.model.GetBackupSelectionResponse;

/** Which backup plans select a resource; every plan and selection of a region is read once a unit. */
public final class SelectedForBackup {
    public static final String PLANS = BackupPlans.LIST;
    public static final Set<String> OPERATIONS =
            Set.of(PLANS, BackupPlans.SELECTIONS, "backup:GetBackupSelection", "backup:DescribeRegionSettings");

    private static final Set<String> DELETED_MEANWHILE = Set.of("ResourceNotFoundException");

    /** AWS Backup leaves these alone where the region is not opted in, even when a plan names them. */
    private static final Set<String> ONLY_IF_OPTED_IN = Set.of("Aurora", "DocumentDB", "Neptune");

    private SelectedForBackup() {}

    /**
     * Names of the plans; a plan that could not be read matters only if no other one is known to select the resource.
     *
     * @param type in the words of AWS Backup, such as {@code RDS} or {@code EBS}
     */
    public static Read<List<String>> plansOf(UnitScope scope, String type, String arn, Map<String, String> tags)
            throws InterruptedException {
        Read<List<BackupPlansListMember>> plans = BackupPlans.list(scope);
        if (!(plans instanceof Read.Known<List<BackupPlansListMember>>(List<BackupPlansListMember> known)))
            return plans.map(none -> List.of());
        Set<String> selecting = new TreeSet<>();
        @Nullable Unread unknown = null;
        for (BackupPlansListMember plan : known)
            switch (selects(scope, plan, type, arn, tags)) {
                case Read.Known<Boolean>(Boolean selects) -> {
                    if (selects) selecting.add(plan.backupPlanName());
                }
                case Read.Missing<Boolean>(Unread why) -> unknown = why;
            }
        return selecting.isEmpty() && unknown != null ? Read.missing(unknown) : Read.known(List.copyOf(selecting));
    }

    private static Read<Boolean> selects(
            UnitScope scope, BackupPlansListMember plan, String type, String arn, Map<String, String> tags)
            throws InterruptedException {
        Read<List<BackupSelectionsListMember>> selections = BackupPlans.selections(scope, plan);
        if (!(selections instanceof Read.Known<List<BackupSelectionsListMember>>(List<BackupSelectionsListMember> all)))
            return selections.map(none -> false);
        @Nullable Unread unknown = null;
        for (BackupSelectionsListMember each : all) {
            Read<Boolean> selects = selects(scope, choice(scope, each, arn, tags), type);
            if (selects instanceof Read.Known<Boolean>(Boolean yes) && yes) return selects;
            if (selects instanceof Read.Missing<Boolean>(Unread why)) unknown = why;
        }
        return unknown == null ? Read.known(false) : Read.missing(unknown);
    }

    /** A selection that was deleted meanwhile selects nothing. */
    private static Read<Selection.Choice> choice(
            UnitScope scope, BackupSelectionsListMember listed, String arn, Map<String, String> tags)
            throws InterruptedException {
        Read<Optional<GetBackupSelectionResponse>> answer = scope.calls()
                .find(
                        BackupClient.class,
                        scope.region(),
                        GetBackupSelectionRequest.builder()
                                .backupPlanId(listed.backupPlanId())
                                .selectionId(listed.selectionId())
                                .build(),
                        BackupClient::getBackupSelection,
                        DELETED_MEANWHILE);
        return ReadParts.toldIfAny("backup:GetBackupSelection", answer, GetBackupSelectionResponse::backupSelection)
                .map(found -> found.map(selection -> new Selection(selection).of(arn, tags))
                        .orElse(Selection.Choice.NO));
    }

    private static Read<Boolean> selects(UnitScope scope, Read<Selection.Choice> choice, String type)
            throws InterruptedException {
        if (!(choice instanceof Read.Known<Selection.Choice>(Selection.Choice known))) return choice.map(none -> false);
        return switch (known) {
            case NO -> Read.known(false);
            case BY_NAME -> ONLY_IF_OPTED_IN.contains(type) ? isOptedIn(scope, type) : Read.known(true);
            case IF_OPTED_IN -> isOptedIn(scope, type);
        };
    }

    private static Read<Boolean> isOptedIn(UnitScope scope, String type) throws InterruptedException {
        return scope.calls()
                .get(
                        BackupClient.class,
                        scope.region(),
                        DescribeRegionSettingsRequest.builder().build(),
                        BackupClient::describeRegionSettings)
                .flatMap(settings -> settings.hasResourceTypeOptInPreference()
                        ? Read.known(settings.resourceTypeOptInPreference().getOrDefault(type, false))
                        : ReadParts.told("backup:DescribeRegionSettings", null));
    }
}
