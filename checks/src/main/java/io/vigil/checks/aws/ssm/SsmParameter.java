package io.vigil.checks.aws.ssm;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;

/** A parameter without its value, which is never asked for. */
public record SsmParameter(@Itself ParameterMetadata parameter) {}
