package io.vigil.scanner.collect.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.secrets.SecretTrace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

class TaskDefinitionsTest {

    @Test
    void theNewestRevisionIsTheOneWithTheLargestNumber() {
        assertThat(TaskDefinitions.newestOfEachFamily(List.of(
                        "arn:aws:ecs:eu-central-1:111122223333:task-definition/web:9",
                        "arn:aws:ecs:eu-central-1:111122223333:task-definition/web:10",
                        "arn:aws:ecs:eu-central-1:111122223333:task-definition/worker:2")))
                .containsExactly(
                        "arn:aws:ecs:eu-central-1:111122223333:task-definition/web:10",
                        "arn:aws:ecs:eu-central-1:111122223333:task-definition/worker:2");
    }

    @Test
    void secretsAreLookedForWhereverAContainerIsGivenSomething() {
        // Given
        TaskDefinition definition = TaskDefinition.builder()
                .containerDefinitions(c -> c.name("app")
                        .environment(e -> e.name("DB_PASSWORD").value("n0t-4-r34l-One"))
                        .command("serve", "--api-key=8f3kQ92mzL0pXw71")
                        .dockerLabels(Map.of("token", "8f3kQ92mzL0pXw71"))
                        .logConfiguration(l -> l.options(Map.of("splunk-token", "8f3kQ92mzL0pXw71")))
                        .secrets(s -> s.name("OTHER").valueFrom("arn:aws:ssm:eu-central-1:111122223333:parameter/x")))
                .build();

        // When
        List<SecretTrace> traces = TaskSecrets.of(definition);

        // Then
        assertThat(traces)
                .extracting(SecretTrace::member)
                .containsExactly(
                        "app/command", "app/environment/DB_PASSWORD", "app/label/token", "app/log/splunk-token");
    }
}
