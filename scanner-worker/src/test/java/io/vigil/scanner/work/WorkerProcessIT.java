package io.vigil.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitReturned;
import io.vigil.contracts.UnitStarted;
import io.vigil.contracts.WorkerBeat;
import io.vigil.deploy.stack.test.StackResource;
import io.vigil.sandbox.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Two packaged workers, one of which ends in the middle of a unit; the other one must bring it to its end. */
@EnabledIfSystemProperty(named = WorkerProcess.APPLICATION, matches = ".+", disabledReason = "nothing is packaged yet")
class WorkerProcessIT {
    /** Longer than a worker waits for an answer of AWS. */
    private static final Duration FOR_EVER = Duration.ofMinutes(5);

    /** Long enough for a machine that starts several processes at once, short enough to be slept through. */
    private static final Duration HOLD = Duration.ofSeconds(12);

    @TempDir
    static Path logs;

    private static final Map<String, String> CONFIGURATION = new HashMap<>();
    private static final Map<String, WorkerProcess> WORKERS = new HashMap<>();
    private static WorkerLab lab;
    private static Wire wire;
    private static int started;

    private final ScanUnitRequested asked = Units.frankfurt();

    @BeforeAll
    static void startTheLab() throws Exception {
        StackResource kafka = new StackResource();
        kafka.init(Map.of("service", "scanner-worker", "parts", "kafka"));
        CONFIGURATION.putAll(kafka.start());
        lab = new WorkerLab();
        CONFIGURATION.putAll(lab.settings());
        wire = new Wire(CONFIGURATION.get("kafka.bootstrap.servers"), HOLD);
    }

    @BeforeEach
    void bringTwoWorkersUp() throws IOException {
        while (WORKERS.size() < 2) {
            String name = "process-" + ++started;
            WORKERS.put(name, WorkerProcess.start(name, CONFIGURATION, logs));
        }
        for (String name : WORKERS.keySet())
            wire.awaits(WorkerBeat.class, beat -> beat.worker().equals(name));
    }

    @AfterEach
    void heal() {
        lab.sandbox().faults().clear();
    }

    @AfterAll
    static void stopAll() throws Exception {
        WORKERS.values().forEach(WorkerProcess::close);
        wire.close();
        lab.close();
    }

    @Test
    void theUnitOfAKilledWorkerIsDoneByAnotherOne() throws Exception {
        // Given
        UnitStarted first = stuck();

        // When
        Instant killed = Instant.now();
        WORKERS.remove(first.worker()).kill();

        // Then: the broken connection gives the unit free, not the end of the hold
        UnitStarted second = startedByAnother(first);
        assertThat(Duration.between(killed, second.at())).isLessThan(HOLD);
        assertDoneBy(second);
        assertThat(wire.told(UnitReturned.class, asked.unit())).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
    void aWorkerThatIsStoppedHandsItsUnitBackAtOnce() throws Exception {
        // Given
        UnitStarted first = stuck();

        // When
        Duration toStop = WORKERS.remove(first.worker()).terminate();

        // Then
        assertThat(toStop).isLessThan(Duration.ofSeconds(8));
        assertThat(wire.awaits(UnitReturned.class, asked.unit()).run()).isEqualTo(first.run());
        UnitStarted second = startedByAnother(first);
        assertDoneBy(second);
        assertThat(wire.told(UnitReturned.class, asked.unit())).hasSize(1);
    }

    @Test
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
    void aWorkerThatSleptThroughItsHoldComesSecond() throws Exception {
        // Given
        UnitStarted first = stuck();
        WorkerProcess sleeper = WORKERS.get(first.worker());

        // When
        sleeper.signal("STOP");
        UnitStarted second = startedByAnother(first);
        assertDoneBy(second);
        int said = wire.told(WorkerBeat.class, beat -> beat.worker().equals(first.worker()))
                .size();
        sleeper.signal("CONT");

        // Then: it is back, leaves the unit to the other one, and takes the next one like everybody
        await("the sleeper's beats")
                .atMost(Duration.ofSeconds(20))
                .until(() -> wire.told(WorkerBeat.class, beat -> beat.worker().equals(first.worker()))
                                .size()
                        > said + 2);
        WorkerProcess other = WORKERS.remove(second.worker());
        other.terminate();
        ScanUnitRequested next = Units.frankfurt();
        wire.say(next);
        assertThat(wire.awaits(UnitStarted.class, next.unit()).worker()).isEqualTo(first.worker());
        Report.awaited(wire, next.unit());
        // it may have closed its own run before it heard; that one comes second, is whole, and report-service drops it
        List<UnitClosed> closed = wire.told(UnitClosed.class, asked.unit());
        assertThat(closed.getFirst().run()).isEqualTo(second.run());
        closed.forEach(run -> Report.of(wire, run));
        assertThat(wire.told(UnitStarted.class, asked.unit())).hasSize(2);
    }

    /** Asks for a unit whose first run comes to no end, and waits until it is in its middle. */
    private UnitStarted stuck() {
        lab.sandbox().calls().clear();
        lab.sandbox().faults().add(Fault.delay("ec2", "DescribeVpcs", FOR_EVER).times(1));
        wire.say(asked);
        await("the call without an answer")
                .atMost(Duration.ofSeconds(60))
                .until(() -> lab.sandbox().calls().of("ec2", "DescribeVpcs") > 0);
        return wire.awaits(UnitStarted.class, asked.unit());
    }

    private UnitStarted startedByAnother(UnitStarted first) {
        UnitStarted second = wire.awaits(
                UnitStarted.class,
                unit -> unit.unit().equals(asked.unit()) && !unit.run().equals(first.run()));
        assertThat(second.worker()).isNotEqualTo(first.worker());
        return second;
    }

    private void assertDoneBy(UnitStarted run) throws InterruptedException {
        Report report = Report.awaited(wire, asked.unit());
        assertThat(report.closing().run()).isEqualTo(run.run());
        report.assertSays(Units.verdictsOfTheEngine(lab.sandbox().uri()));
        assertThat(wire.told(UnitClosed.class, asked.unit())).hasSize(1);
        assertThat(wire.told(UnitStarted.class, asked.unit()))
                .extracting(UnitStarted::run)
                .isEqualTo(List.of(
                        wire.told(UnitStarted.class, asked.unit()).getFirst().run(), run.run()));
    }
}
