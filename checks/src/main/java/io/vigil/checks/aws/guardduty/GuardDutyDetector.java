package io.vigil.checks.aws.guardduty;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.guardduty.model.Administrator;
import software.amazon.awssdk.services.guardduty.model.GetDetectorResponse;

/**
 * A region's GuardDuty.
 *
 * @param administrator the account that manages it; empty when it has none
 * @param administersOthers whether it manages other accounts itself
 * @param highFindings ids of findings of this account that are not archived and of severity 7 or more, at most 50
 * @param coverage of the runtime agents; missing where runtime monitoring is off
 */
public record GuardDutyDetector(
        String id,
        @Itself GetDetectorResponse detector,
        Read<Optional<Administrator>> administrator,
        Read<Boolean> administersOthers,
        Read<List<String>> highFindings,
        Read<RuntimeCoverage> coverage) {}
