package io.vigil.checks.aws.ecs;

import io.vigil.checks.Itself;
import io.vigil.checks.secrets.SecretTrace;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * A revision of a task definition, without what its containers are given: environment, command, labels and options.
 *
 * @param secretTraces of just these; their members are called {@code container/environment/NAME} and the like
 */
public record EcsTaskDefinition(@Itself TaskDefinition taskDefinition, List<SecretTrace> secretTraces) {}
