package io.vigil.checks.aws.cloudformation;

import io.vigil.checks.Itself;
import io.vigil.checks.secrets.SecretTrace;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * A stack, without the values of its outputs and parameters.
 *
 * @param secretTraces of its outputs
 */
public record CloudFormationStack(@Itself Stack stack, List<SecretTrace> secretTraces) {}
