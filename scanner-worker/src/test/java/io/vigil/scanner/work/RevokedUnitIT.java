package io.vigil.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.DeadLetterHeaders;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.ScanUnitRevoked;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitBeat;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitFailed;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.UnitReturned;
import io.vigil.contracts.UnitStarted;
import io.vigil.sandbox.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** What nobody wants any more is stopped, or never begun, and its slot is free. */
@OneWorker
class RevokedUnitIT extends OnTheWire {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aUnitThatIsRevokedWhileItRunsStopsAndTheNextOneRuns() throws Exception {
        // Given
        breaks(Fault.delay("ec2", "DescribeVpcs", Duration.ofSeconds(60)).times(1));
        ScanUnitRequested asked = Units.frankfurt();
        ScanUnitRequested next = Units.frankfurt();
        wire.say(asked);
        wire.awaits(UnitBeat.class, asked.unit());

        // When
        wire.say(new ScanUnitRevoked(asked.unit(), NOW));

        // Then
        wire.say(next);
        Report.awaited(wire, next.unit());
        assertNothingCameOf(asked);
        assertThat(wire.told(UnitStarted.class, asked.unit())).hasSize(1);
    }

    @Test
    void aUnitThatIsRevokedWhileItWaitsIsNeverBegun() throws Exception {
        // Given
        breaks(Fault.delay("ec2", "DescribeVpcs", Duration.ofSeconds(60)).times(1));
        ScanUnitRequested running = Units.frankfurt();
        ScanUnitRequested waiting = Units.frankfurt();
        ScanUnitRequested last = Units.frankfurt();
        wire.say(running);
        wire.awaits(UnitBeat.class, running.unit());
        wire.say(waiting);
        wire.say(last);

        // When
        wire.say(new ScanUnitRevoked(waiting.unit(), NOW));
        wire.say(new ScanUnitRevoked(running.unit(), NOW));

        // Then
        Report.awaited(wire, last.unit());
        ScanUnitRequested flush = Units.frankfurt();
        wire.say(flush);
        Report.awaited(wire, flush.unit());
        assertThat(wire.told(UnitStarted.class, waiting.unit())).isEmpty();
        assertNothingCameOf(waiting);
    }

    @Test
    void anAttemptThatFollowsTheRevokedOneRuns() {
        // Given
        ScanUnitRequested asked = Units.frankfurt();
        ScanUnitRequested second = secondAttempt(asked);
        wire.say(new ScanUnitRevoked(asked.unit(), NOW));

        // When
        wire.say(second);

        // Then
        Report.awaited(wire, second.unit());
    }

    @Test
    void aMalformedRevocationIsNotTheLastOneThatIsHeard() throws Exception {
        // Given
        List<RecordMetadata> malformed = new ArrayList<>();
        malformed.add(wire.say(Topics.UNIT_REVOKED, "key", "no JSON"));
        malformed.add(wire.say(Topics.UNIT_REVOKED, null, ""));
        malformed.add(wire.say(Topics.UNIT_REVOKED, "key", null));
        malformed.add(wire.say(Topics.UNIT_REVOKED, "key", "{\"type\":\"ScanUnitRevoked\"}"));
        breaks(Fault.delay("ec2", "DescribeVpcs", Duration.ofSeconds(60)).times(1));
        ScanUnitRequested asked = Units.frankfurt();
        ScanUnitRequested next = Units.frankfurt();
        wire.say(asked);
        wire.awaits(UnitBeat.class, asked.unit());

        // When
        wire.say(new ScanUnitRevoked(asked.unit(), NOW));

        // Then
        wire.say(next);
        Report.awaited(wire, next.unit());
        assertNothingCameOf(asked);
        for (RecordMetadata record : malformed)
            assertThat(DeadLettersIT.headers(
                            wire.awaitsDeadLetter(Topics.DEAD_LETTERS, letter -> DeadLettersIT.isOf(letter, record))))
                    .containsKey(DeadLetterHeaders.REASON);
    }

    private static ScanUnitRequested secondAttempt(ScanUnitRequested first) {
        var unit = first.unit();
        return new ScanUnitRequested(
                new UnitRef(unit.tenant(), unit.account(), unit.scan(), unit.unit(), 2),
                first.kind(),
                first.region(),
                first.regions(),
                first.roleName(),
                first.externalId(),
                first.pack(),
                first.checks(),
                first.scanClass(),
                first.requestedAt());
    }

    private static void assertNothingCameOf(ScanUnitRequested asked) {
        assertThat(wire.told(UnitClosed.class, asked.unit())).isEmpty();
        assertThat(wire.told(UnitFailed.class, asked.unit())).isEmpty();
        assertThat(wire.told(UnitReturned.class, asked.unit())).isEmpty();
    }
}
