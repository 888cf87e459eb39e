package io.vigil.checks.aws.config;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.ConfigurationRecorderStatus;
import software.amazon.awssdk.services.config.model.DeliveryChannelStatus;

/**
 * A region's recorder, with how its deliveries go.
 *
 * @param status empty when Config tells none for it
 * @param channels of the region, at most one
 */
public record ConfigRecorder(
        @Itself ConfigurationRecorder recorder,
        Read<Optional<ConfigurationRecorderStatus>> status,
        Read<List<DeliveryChannelStatus>> channels) {}
