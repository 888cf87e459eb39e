package io.vigil.reports.ingest;

import static io.vigil.reports.ScriptedRun.DEFAULT_GROUP;
import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.ScriptedRun.VOLUME;
import static io.vigil.reports.ScriptedRun.VOLUMES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.Event;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.Region;
import io.vigil.contracts.ScanUnitFolded;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.VerdictsReported;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnStack
class FoldRunIT {
    @Inject
    TakeReport takeReport;

    @Inject
    TenantTransaction tenants;

    private TenantId tenant = ScriptedRun.newTenant();

    @BeforeEach
    void aNewCustomer() {
        tenant = ScriptedRun.newTenant();
    }

    @Test
    void foldsARunOnceWhateverIsDeliveredAgain() {
        // Given
        List<Event.UnitReport> records = run().says(PORTS, "sg-1", GROUP, Status.FAIL)
                .says(PORTS, "sg-2", GROUP, Status.PASS)
                .says(DEFAULT_GROUP, "sg-1", GROUP, Status.NOT_APPLICABLE)
                .records();
        List<Event.UnitReport> doubled = new ArrayList<>(records.subList(0, records.size() - 1));
        doubled.addAll(records);
        doubled.addAll(records);

        // When
        List<TakeReport.Outcome> outcomes =
                doubled.stream().map(takeReport::take).toList();

        // Then
        assertThat(outcomes)
                .filteredOn(TakeReport.Outcome.Folded.class::isInstance)
                .hasSize(1);
        assertThat(count("select count(*) from finding")).isEqualTo(3);
        assertThat(count("select count(*) from finding_transition")).isEqualTo(1);
        assertThat(count("select count(*) from resource")).isEqualTo(2);
        assertThat(count("select count(*) from staged_chunk")).isZero();
        assertThat(count("select count(*) from outbox where payload like '%" + tenant + "%'"))
                .isLessThanOrEqualTo(2);
    }

    @Test
    void foldsChunksThatArriveInAnyOrder() {
        // Given
        List<Event.UnitReport> records = new ArrayList<>(run().says(PORTS, "sg-1", GROUP, Status.FAIL)
                .says(PORTS, "sg-2", GROUP, Status.FAIL)
                .says(PORTS, "sg-3", GROUP, Status.FAIL)
                .records());
        Collections.reverse(records);

        // When
        List<TakeReport.Outcome> outcomes =
                records.stream().map(takeReport::take).toList();

        // Then
        assertThat(outcomes.getFirst()).isInstanceOf(TakeReport.Outcome.Staged.class);
        assertThat(outcomes.getLast()).isInstanceOf(TakeReport.Outcome.Folded.class);
        assertThat(count("select count(*) from finding where state = 'OPEN'")).isEqualTo(3);
    }

    @Test
    void theFirstCompleteRunOfAnAttemptWins() {
        // Given
        UnitId unit = new UnitId(UUID.randomUUID());
        ScriptedRun first = run().unit(unit, 1).says(PORTS, "sg-1", GROUP, Status.PASS);
        ScriptedRun second = run().unit(unit, 1).says(PORTS, "sg-1", GROUP, Status.FAIL);
        takeReport.take(second.records().getFirst());

        // When
        take(first);
        take(second);

        // Then
        assertThat(strings("select status from finding")).containsExactly("PASS");
        assertThat(count("select count(*) from staged_chunk")).isZero();
    }

    @Test
    void aLateLowerAttemptChangesNothing() {
        // Given
        UnitId unit = new UnitId(UUID.randomUUID());
        ScriptedRun hung = run().unit(unit, 1).says(PORTS, "sg-1", GROUP, Status.FAIL);
        takeReport.take(hung.records().getFirst());
        ScriptedRun again = run().unit(unit, 2).says(PORTS, "sg-1", GROUP, Status.PASS);
        takeReport.take(again.records().getFirst());

        // When
        take(hung);

        // Then
        assertThat(count("select count(*) from finding")).isZero();
        take(again);
        assertThat(strings("select status from finding")).containsExactly("PASS");
    }

    @Test
    void scanningAgainAddsNoRowAndWritesNone() {
        // Given
        take(manyGroups());
        String before = rows();

        // When
        FoldRun.Folded second = take(manyGroups());
        FoldRun.Folded third = take(manyGroups());

        // Then
        assertThat(second.rowsWritten()).isZero();
        assertThat(third.rowsWritten()).isZero();
        assertThat(rows()).isEqualTo(before);
        assertThat(count("select count(*) from finding")).isEqualTo(100);
    }

    @Test
    void aFindingThatIsNamedTwiceIsTakenAtItsWorstWordEachTime() {
        // Given
        FoldRun.Folded first = take(run().says(PORTS, "sg-1", GROUP, Status.PASS)
                .says(PORTS, "sg-2", GROUP, Status.PASS)
                .says(PORTS, "sg-1", GROUP, Status.FAIL));

        // When
        FoldRun.Folded again = take(run().says(PORTS, "sg-1", GROUP, Status.FAIL)
                .says(PORTS, "sg-1", GROUP, Status.PASS)
                .says(PORTS, "sg-2", GROUP, Status.PASS));

        // Then
        assertThat(first.tally()).isEqualTo(new ScanUnitFolded.Tally(1, 1, 0, 0, 1, 0, 0));
        assertThat(again.tally()).isEqualTo(new ScanUnitFolded.Tally(1, 1, 0, 0, 0, 0, 0));
        assertThat(again.rowsWritten()).isZero();
        assertThat(strings("select resource || ' ' || status from finding order by 1"))
                .containsExactly("sg-1 FAIL", "sg-2 PASS");
    }

    @Test
    void anotherMessageIsWrittenAndChangesNoState() {
        // Given
        take(said("It is open to all.").says(PORTS, "sg-2", GROUP, Status.FAIL));

        // When
        FoldRun.Folded folded = take(said("It is open to some.").says(PORTS, "sg-2", GROUP, Status.FAIL));

        // Then
        assertThat(folded.rowsWritten()).isEqualTo(1);
        assertThat(strings("select message from finding order by resource"))
                .containsExactly("It is open to some.", "The sg-2 is FAIL.");
        assertThat(count("select count(*) from finding_transition")).isEqualTo(2);
    }

    private ScriptedRun said(String message) {
        return run().says(PORTS, "sg-1", GROUP, "sg-1", Status.FAIL, message, ScriptedRun.FRANKFURT);
    }

    @Test
    void aVanishedResourceIsGoneOnlyWhereItsListWasReadToTheEnd() {
        // Given
        take(run().says(PORTS, "sg-1", GROUP, Status.FAIL)
                .says(PORTS, "sg-2", GROUP, Status.PASS)
                .says(VOLUMES, "vol-1", VOLUME, Status.FAIL));

        // When
        FoldRun.Folded folded = take(run().completeTypes(GROUP));

        // Then
        assertThat(folded.tally().resolved()).isEqualTo(1);
        assertThat(strings("select resource || ' ' || state || ' ' || status || ' ' || coalesce(resolution, '-') || "
                        + "case when gone_since is null then '' else ' gone' end from finding order by 1"))
                .containsExactly(
                        "sg-1 RESOLVED FAIL RESOURCE_GONE gone", "sg-2 CLEAR PASS - gone", "vol-1 OPEN UNDETERMINED -");
    }

    @Test
    void aUnitEndsNothingOutsideItsRegionAndItsChecks() {
        // Given
        take(run().in("us-east-1").says(PORTS, "sg-1", GROUP, Status.FAIL));
        take(run().global().says(PORTS, "sg-9", GROUP, "sg-9", Status.FAIL, "open", new Region("us-east-1")));
        take(run().says(VOLUMES, "vol-1", VOLUME, Status.FAIL));

        // When
        take(run().checks(PORTS));

        // Then
        assertThat(strings("select resource from finding where state = 'OPEN' order by 1"))
                .containsExactly("sg-1", "sg-9", "vol-1");
        take(run().global());
        assertThat(strings("select resource from finding where state = 'OPEN' order by 1"))
                .containsExactly("sg-1", "vol-1");
    }

    @Test
    void whatCannotBeCheckedStaysWhatItWas() {
        // Given
        take(run().says(PORTS, "sg-1", GROUP, Status.FAIL).says(PORTS, "sg-2", GROUP, Status.PASS));

        // When
        FoldRun.Folded folded = take(
                run().says(PORTS, "sg-1", GROUP, Status.UNDETERMINED).says(PORTS, "sg-2", GROUP, Status.UNDETERMINED));

        // Then
        assertThat(folded.tally().opened() + folded.tally().resolved()).isZero();
        assertThat(strings(
                        "select resource || ' ' || state || ' ' || status || ' ' || missing_action || ' ' || message "
                                + "from finding where undetermined_since is not null order by 1"))
                .containsExactly(
                        "sg-1 OPEN UNDETERMINED ec2:DescribeIt The sg-1 is FAIL.",
                        "sg-2 CLEAR UNDETERMINED ec2:DescribeIt The sg-2 is UNDETERMINED.");
        assertThat(count("select count(*) from fleet_counter where tenant_id = '%s' and undetermined = 2 and open = 1"
                        .formatted(tenant)))
                .isEqualTo(1);
    }

    @Test
    void namesOfStrangersAreKeptAsTheyAre() {
        // Given
        String name = "=cmd()\u202e\"',\\.\n<b>\t{\ud83d\ude00}";

        // When
        take(run().says(PORTS, "sg-1", GROUP, name + "\0", Status.FAIL, "", ScriptedRun.FRANKFURT));

        // Then
        assertThat(strings("select resource_name from finding")).containsExactly(name + "\uFFFD");
        assertThat(strings("select message from finding")).containsExactly("");
    }

    @Test
    void aChunkBehindTheClosingRecordIsRefused() {
        // Given
        ScriptedRun run = run().says(PORTS, "sg-1", GROUP, Status.FAIL);
        UnitClosed closed = (UnitClosed) run.records().getLast();
        takeReport.take(closed);

        // When
        var behind = new VerdictsReported(closed.unit(), closed.run(), closed.chunk() + 1, List.of());

        // Then
        assertThatThrownBy(() -> takeReport.take(behind))
                .isInstanceOf(MalformedEvent.class)
                .hasMessageContaining("behind its closing record");
        take(run);
        assertThat(count("select count(*) from finding")).isEqualTo(1);
    }

    private ScriptedRun manyGroups() {
        ScriptedRun run = run();
        for (int i = 0; i < 100; i++) run.says(PORTS, "sg-" + i, GROUP, Status.values()[i % 4]);
        return run;
    }

    private ScriptedRun run() {
        return ScriptedRun.of(tenant);
    }

    private FoldRun.Folded take(ScriptedRun run) {
        TakeReport.Outcome last = null;
        for (Event.UnitReport record : run.records()) last = takeReport.take(record);
        return last instanceof TakeReport.Outcome.Folded(var fold) ? fold : new FoldRun.Folded(NOTHING, 0);
    }

    private static final ScanUnitFolded.Tally NOTHING = new ScanUnitFolded.Tally(0, 0, 0, 0, 0, 0, 0);

    /** Changes with every write of a row. */
    private String rows() {
        return strings("select string_agg(xmin::text || ctid::text, ' ' order by finding_id) from finding")
                .getFirst();
    }

    private long count(String sql) {
        return tenants.call(
                tenant, handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private List<String> strings(String sql) {
        return tenants.call(
                tenant, handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
