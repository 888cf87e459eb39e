package io.vigil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
        customer.scan(undisturbed);
        // its first scan begins by itself: it shall find the account slow
        SandboxAccount disturbed = customer.connect(DEMO);
        disturbed.delay(/* millis */ 300);

        // When
        String scan = customer.requestScan(disturbed);
        JsonNode unit = await("a unit in the hands of a worker")
                .atMost(Duration.ofSeconds(30))
                .until(() -> runningUnit(customer, scan), Optional::isPresent)
                .orElseThrow();
        kill(platform.worker(unit.required("worker").asText()));
        Instant killed = Instant.now();
        disturbed.heal();
        JsonNode ended = customer.await(scan, Duration.ofSeconds(60));

        // Then
        System.out.printf(
                "a worker was killed with unit %s in its hands; the scan ended %.1f s later%n",
                unit.required("region").asText(),
                Duration.between(killed, Instant.now()).toMillis() / 1000.0);
        assertThat(ended.required("state").asText()).isEqualTo("FINISHED");
        assertThat(customer.verdicts(disturbed)).isNotEmpty().isEqualTo(customer.verdicts(undisturbed));
    }

    private static Optional<JsonNode> runningUnit(Customer customer, String scan) {
        JsonNode units =
                customer.api().get(customer.path("/scans/" + scan)).expect(200).required("units");
        return StreamSupport.stream(units.spliterator(), false)
                .filter(unit -> unit.required("state").asText().equals("RUNNING"))
                .filter(unit -> unit.path("worker").isTextual())
                .findFirst();
    }

    /** By SIGKILL: nothing is said, nothing is handed back. */
    private static void kill(ProcessHandle worker) {
        assertThat(worker.destroyForcibly()).isTrue();
        worker.onExit().join();
    }
}
