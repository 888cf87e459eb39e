package io.vigil.checks.aws.eventbridge;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.policy.PolicyFacts;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.model.EventBus;

/**
 * An event bus.
 *
 * @param policy empty when it has none: then only its own account sends to it
 */
public record EventBridgeBus(@Itself EventBus bus, Read<Optional<PolicyFacts>> policy) {}
