package io.vigil.checks.aws.ecs;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.ecs.model.Service;

/** A service with its task sets. */
public record EcsService(@Itself Service service) {}
