package io.vigil.checks.aws.ssm;

import io.vigil.checks.Read;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.ServiceSetting;

/**
 * What Systems Manager is set to in a region as a whole; its id is {@code <account>/<region>}.
 *
 * @param publicSharing whether documents may be shared with everyone: {@code Enable}, unless it was set to {@code Disable}
 * @param sessions empty when Session Manager was never set up: then sessions are not logged
 * @param managedNodes how many machines a session can be opened on
 */
public record SsmRegionSettings(
        String region,
        Read<ServiceSetting> publicSharing,
        Read<Optional<SessionPreferences>> sessions,
        Read<Integer> managedNodes) {}
