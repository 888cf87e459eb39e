package io.vigil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class KilledWorkerE2ET {
    private static final String DEMO = "111122223333";

    @Test
    void aKilledWorkersScanEndsWithTheVerdictsOfAnUndisturbedOne() {
        // Given
        Platform platform = Platform.running();
        Customer customer = Customer.create(platform, People.AMIR);
        SandboxAccount undisturbed = customer.connect(DEMO);
        SandboxAccount disturbed = customer.connect(DEMO);
        customer.scan(undisturbed);
        disturbed.delay(/* millis */ 300);

        // When
        String scan = customer.requestScan(disturbed);
        String victim = await("a unit in the hands of a worker")
                .atMost(Duration.ofSeconds(30))
                .until(() -> workerOfARunningUnit(customer, scan), worker -> !worker.isEmpty());
        kill(platform, victim);
        disturbed.heal();
        JsonNode ended = customer.await(scan, Duration.ofSeconds(60));

        // Then
        assertThat(ended.required("state").asText()).isEqualTo("FINISHED");
        assertThat(customer.verdicts(disturbed)).isNotEmpty().isEqualTo(customer.verdicts(undisturbed));
    }

    private static String workerOfARunningUnit(Customer customer, String scan) {
        JsonNode units =
                customer.api().get(customer.path("/scans/" + scan)).expect(200).required("units");
        return StreamSupport.stream(units.spliterator(), false)
                .filter(unit -> unit.required("state").asText().equals("RUNNING"))
                .map(unit -> unit.path("worker").asText(""))
                .filter(worker -> !worker.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static void kill(Platform platform, String worker) {
        List<ProcessHandle> workers = platform.workers();
        ProcessHandle victim = workers.stream()
                .filter(process -> process.info().commandLine().orElse("").contains(worker))
                .findFirst()
                .orElseGet(() -> workers.getFirst());
        assertThat(victim.destroyForcibly()).isTrue();
    }
}
