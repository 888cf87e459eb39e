package io.vigil.reports.findings;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.ScriptedRun.VOLUME;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.FindingChanged.Transition;
import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.findings.FindingState.Observation;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnStack
class FindingLifecycleIT {
    private static final int FINDINGS = 40;
    private static final int SCANS = 25;

    @Inject
    TakeReport takeReport;

    @Inject
    TenantTransaction tenants;

    @Test
    void theFoldAgreesWithTheStateMachine() {
        long seed = Long.getLong("vigil.seed", 20261123L);
        System.out.println("FindingLifecycleIT: vigil.seed=" + seed);
        var random = new Random(seed);
        TenantId tenant = ScriptedRun.newTenant();
        Map<String, FindingState> expected = new TreeMap<>();
        Map<String, List<Transition>> told = new TreeMap<>();
        Map<String, Instant> daysFrom = new TreeMap<>();
        Instant start = Instant.now().truncatedTo(ChronoUnit.MICROS).minusSeconds(SCANS * 60L);

        for (int scan = 0; scan < SCANS; scan++) {
            // Given
            boolean readToTheEnd = random.nextInt(3) > 0;
            Instant at = start.plusSeconds(scan * 60L);
            ScriptedRun run = ScriptedRun.of(tenant)
                    .at(at)
                    .completeTypes(readToTheEnd ? new String[] {GROUP, VOLUME} : new String[] {VOLUME});
            for (int i = 0; i < FINDINGS; i++) {
                String resource = "sg-%02d".formatted(i);
                Observation seen = Observation.values()[random.nextInt(Observation.values().length)];
                if (seen != Observation.GONE) run.says(PORTS, resource, GROUP, status(seen));
                boolean known = expected.containsKey(resource);
                if (seen == Observation.GONE && !known) continue;
                Observation meaning = seen == Observation.GONE && !readToTheEnd ? Observation.UNDETERMINED : seen;
                FindingState.Step step = expected.getOrDefault(resource, new FindingState.Clear())
                        .on(meaning);
                expected.put(resource, step.next());
                if (step.startsItsDays()) daysFrom.put(resource, at);
                step.transition()
                        .ifPresent(to -> told.computeIfAbsent(resource, fresh -> new ArrayList<>())
                                .add(to));
            }

            // When
            run.records().forEach(takeReport::take);

            // Then
            assertThat(states(tenant)).as("seed %d, scan %d", seed, scan).isEqualTo(words(expected));
            assertThat(due(tenant)).as("seed %d, scan %d", seed, scan).isEqualTo(due(expected, daysFrom));
        }
        assertThat(log(tenant)).as("seed %d", seed).isEqualTo(told);
    }

    private static Status status(Observation seen) {
        return switch (seen) {
            case FAILED -> Status.FAIL;
            case PASSED -> Status.PASS;
            case NOT_APPLICABLE -> Status.NOT_APPLICABLE;
            case UNDETERMINED -> Status.UNDETERMINED;
            case GONE -> throw new IllegalArgumentException("a vanished resource has no verdict");
        };
    }

    private static Map<String, String> words(Map<String, FindingState> states) {
        Map<String, String> words = new TreeMap<>();
        states.forEach((resource, state) -> words.put(
                resource,
                state.word() + (state instanceof FindingState.Resolved(var resolution) ? " " + resolution : "")));
        return words;
    }

    private static Map<String, Instant> due(Map<String, FindingState> states, Map<String, Instant> daysFrom) {
        Map<String, Instant> due = new TreeMap<>();
        int days = EffectivePack.BASELINE.daysToRemediate(Severity.HIGH);
        daysFrom.forEach(
                (resource, from) -> states.get(resource).due(from, days).ifPresent(at -> due.put(resource, at)));
        return due;
    }

    private Map<String, Instant> due(TenantId tenant) {
        Map<String, Instant> due = new TreeMap<>();
        tenants.run(
                tenant,
                handle -> handle.createQuery("select resource, due_at from finding where due_at is not null")
                        .map((rs, ctx) -> due.put(
                                rs.getString("resource"),
                                rs.getTimestamp("due_at").toInstant()))
                        .list());
        return due;
    }

    private Map<String, String> states(TenantId tenant) {
        Map<String, String> states = new TreeMap<>();
        tenants.run(
                tenant,
                handle -> handle.createQuery(
                                "select resource, state || coalesce(' ' || resolution, '') as word from finding")
                        .map((rs, ctx) -> states.put(rs.getString("resource"), rs.getString("word")))
                        .list());
        return states;
    }

    private Map<String, List<Transition>> log(TenantId tenant) {
        Map<String, List<Transition>> log = new TreeMap<>();
        tenants.run(
                tenant,
                handle -> handle.createQuery("select resource, transition from finding_transition order by at")
                        .map((rs, ctx) -> log.computeIfAbsent(rs.getString("resource"), fresh -> new ArrayList<>())
                                .add(Transition.valueOf(rs.getString("transition"))))
                        .list());
        return log;
    }
}
