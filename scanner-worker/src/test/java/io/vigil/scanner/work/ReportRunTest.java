package io.vigil.scanner.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitBeat;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.Verdict;
import io.vigil.contracts.VerdictsReported;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportRunTest {
    private final FakeBroker broker = new FakeBroker();
    private final ScanUnitRequested unit = Units.frankfurt();
    private final RunId run = new RunId(UUID.randomUUID());
    private final ReportRun report = new ReportRun(
            unit.unit(), run, new Publish(broker, Settings.QUICK), new WorkerMeters(new SimpleMeterRegistry()));

    @Test
    void manyVerdictsGoInChunksBelowTheLimitThatAreCountedInTheEnd() throws Exception {
        // When
        for (int i = 0; i < 3_000; i++) report.verdict(verdict(i));
        report.close(this::closing);

        // Then
        List<FakeBroker.Taken> sent = broker.taken(Topics.UNIT_REPORTED);
        assertThat(sent)
                .hasSizeGreaterThan(3)
                .allSatisfy(record -> assertThat(record.value().getBytes(UTF_8).length)
                        .isLessThanOrEqualTo(EventJson.MAX_MESSAGE_BYTES));
        assertThat(broker.told(Event.UnitReport.class))
                .extracting(Event.UnitReport::chunk)
                .containsExactlyElementsOf(
                        IntStream.range(0, sent.size()).boxed().toList());
        assertThat(broker.told(VerdictsReported.class).stream()
                        .flatMap(chunk -> chunk.verdicts().stream())
                        .map(Verdict::resource))
                .containsExactlyElementsOf(
                        IntStream.range(0, 3_000).mapToObj(i -> "resource-" + i).toList());
        assertThat(broker.told(UnitClosed.class))
                .singleElement()
                .satisfies(closing -> assertThat(closing.chunk()).isEqualTo(sent.size() - 1));
    }

    @Test
    void aRunWithoutAnythingIsClosedAllTheSame() throws Exception {
        // When
        report.close(this::closing);

        // Then
        assertThat(broker.told(Event.UnitReport.class)).singleElement().isInstanceOf(UnitClosed.class);
    }

    @Test
    void aRunOfWhichTheBrokerLacksAChunkIsNeverClosed() throws Exception {
        // Given
        broker.refuses(Topics.UNIT_REPORTED, 1);
        report.verdict(verdict(0));

        // Then
        assertThatThrownBy(() -> report.close(this::closing)).hasMessageContaining("did not take a chunk");
        assertThat(broker.told(UnitClosed.class)).isEmpty();
    }

    private Verdict verdict(int number) {
        return new Verdict(
                new CheckId("vpc-flow-logs-enabled"),
                Severity.HIGH,
                Units.FRANKFURT,
                "resource-" + number,
                "aws.ec2.vpc",
                "a name with \"quotes\" and ümläuts",
                Status.FAIL,
                "x".repeat(200),
                Map.of("number", number),
                null);
    }

    private UnitClosed closing(int chunks) {
        return new UnitClosed(
                unit.unit(),
                run,
                chunks,
                UnitKind.REGIONAL,
                Units.FRANKFURT,
                PackServer.BASELINE,
                List.of(),
                List.of(),
                UnitBeat.Counts.NONE,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
