package io.vigil.checks.aws.account;

import io.vigil.checks.Read;
import software.amazon.awssdk.services.guardduty.model.GetDetectorResponse;

/**
 * A GuardDuty detector.
 */
public record AccountDetector(String id, Read<GetDetectorResponse> detector) {}
