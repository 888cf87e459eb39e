package io.vigil.checks.aws.shield;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.shield.model.Protection;

/** A resource that Shield Advanced protects. */
public record ShieldProtection(@Itself Protection protection) {}
