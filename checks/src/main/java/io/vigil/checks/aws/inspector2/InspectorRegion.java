package io.vigil.checks.aws.inspector2;

import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.inspector2.model.AccountState;

/**
 * Amazon Inspector in a region, on or off.
 *
 * @param account what is scanned
 * @param recurringCisScans CIS scans that come again by themselves; missing where instances are not scanned
 * @param runningInstances how many there are
 * @param unscannedInstances those of them that Inspector does not scan, each with its reason
 * @param activeFindings ARNs of active findings of this account, at most 25
 */
public record InspectorRegion(
        String region,
        Read<AccountState> account,
        Read<List<String>> recurringCisScans,
        Read<Integer> runningInstances,
        Read<List<UnscannedInstance>> unscannedInstances,
        Read<List<String>> activeFindings) {}
