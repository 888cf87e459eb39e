package io.vigil.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.ResourcesReported;
import io.vigil.contracts.RunId;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.Verdict;
import io.vigil.contracts.VerdictsReported;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A closed run as report-service would stage it. */
record Report(UnitClosed closing, List<Verdict> verdicts, List<ResourceSeen> resources) {

    /** Waits for the closing record; fails unless exactly the chunks that it counts are there, each once. */
    static Report awaited(Wire wire, UnitRef unit) {
        return of(wire, wire.awaits(UnitClosed.class, unit));
    }

    static Report of(Wire wire, UnitClosed closing) {
        RunId run = closing.run();
        List<VerdictsReported> verdicts =
                wire.told(VerdictsReported.class, chunk -> chunk.run().equals(run));
        List<ResourcesReported> resources =
                wire.told(ResourcesReported.class, chunk -> chunk.run().equals(run));
        assertThat(Stream.concat(verdicts.stream(), resources.stream()))
                .extracting(Event.UnitReport::chunk)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, closing.chunk()).boxed().toList());
        Report report = new Report(closing, new ArrayList<>(), new ArrayList<>());
        verdicts.forEach(chunk -> report.verdicts.addAll(chunk.verdicts()));
        resources.forEach(chunk -> report.resources.addAll(chunk.resources()));
        assertThat(report.verdicts).hasSize(Math.toIntExact(closing.counts().verdicts()));
        assertThat(report.resources).hasSize(Math.toIntExact(closing.counts().resources()));
        return report;
    }

    /** Fails unless the same was said of the same, whatever the order. */
    void assertSays(List<Verdict> expected) {
        assertThat(words(verdicts)).isNotEmpty().containsExactlyInAnyOrderElementsOf(words(expected));
    }

    /** As the wire carries them. */
    static List<String> words(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> EventJson.MAPPER.valueToTree(verdict).toString())
                .toList();
    }
}
