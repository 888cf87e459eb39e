package io.vigil.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.Event.UnitReport;
import io.vigil.reports.ingest.FoldRun;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.reports.ingest.TakeReport.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Hands runs over as a topic does on its worst day: out of order, doubled, with what was told long ago told again. */
public final class HostileWire {
    private static final int REMEMBERED = 200;
    private static final int ONE_IN = 4;

    private final TakeReport takeReport;
    private final Random random;
    private final List<UnitReport> past = new ArrayList<>();

    public HostileWire(TakeReport takeReport, Random random) {
        this.takeReport = takeReport;
        this.random = random;
    }

    /**
     * @param lost an earlier attempt at the same unit, whose worker hung: some of it comes before, the rest in between
     * @return what became of the run, which is folded once
     */
    public FoldRun.Folded deliver(ScriptedRun run, ScriptedRun lost) {
        List<UnitReport> records = new ArrayList<>(run.records());
        Collections.shuffle(records, random);
        List<UnitReport> late = new ArrayList<>(lost.records());
        for (int early = random.nextInt(late.size()); early > 0; early--) takeReport.take(late.removeFirst());

        List<FoldRun.Folded> folds = new ArrayList<>();
        for (UnitReport record : records) {
            take(record).ifPresent(folds::add);
            if (random.nextInt(ONE_IN) == 0) changesNothing(record);
            if (random.nextInt(ONE_IN) == 0 && !late.isEmpty()) changesNothing(late.removeLast());
            if (random.nextInt(ONE_IN) == 0 && !past.isEmpty()) changesNothing(past.get(random.nextInt(past.size())));
        }
        late.forEach(this::changesNothing);
        remember(records);
        assertThat(folds).hasSize(1);
        return folds.getFirst();
    }

    private Optional<FoldRun.Folded> take(UnitReport record) {
        return takeReport.take(record) instanceof Outcome.Folded(var fold) ? Optional.of(fold) : Optional.empty();
    }

    private void changesNothing(UnitReport record) {
        assertThat(takeReport.take(record)).isInstanceOf(Outcome.Dropped.class);
    }

    private void remember(List<UnitReport> records) {
        past.addAll(records);
        while (past.size() > REMEMBERED) past.removeFirst();
    }
}
