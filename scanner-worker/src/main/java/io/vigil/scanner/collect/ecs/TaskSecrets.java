package io.vigil.scanner.collect.ecs;

import io.vigil.checks.secrets.SecretTrace;
import io.vigil.scanner.collect.secrets.FindSecrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What looks like a secret in what a task definition gives its containers. */
final class TaskSecrets {
    private TaskSecrets() {}

    static List<SecretTrace> of(TaskDefinition definition) {
        return definition.containerDefinitions().stream()
                .flatMap(TaskSecrets::of)
                .toList();
    }

    private static Stream<SecretTrace> of(ContainerDefinition container) {
        Map<String, String> texts = new LinkedHashMap<>();
        String name = container.name();
        for (KeyValuePair variable : container.environment())
            if (variable.value() != null)
                texts.put("%s/environment/%s".formatted(name, variable.name()), variable.value());
        texts.put(name + "/entryPoint", String.join(" ", container.entryPoint()));
        texts.put(name + "/command", String.join(" ", container.command()));
        if (container.healthCheck() != null)
            texts.put(
                    name + "/healthCheck",
                    String.join(" ", container.healthCheck().command()));
        container.dockerLabels().forEach((label, text) -> texts.put("%s/label/%s".formatted(name, label), text));
        if (container.logConfiguration() != null)
            container
                    .logConfiguration()
                    .options()
                    .forEach((option, text) -> texts.put("%s/log/%s".formatted(name, option), text));
        return FindSecrets.in(texts).stream();
    }
}
