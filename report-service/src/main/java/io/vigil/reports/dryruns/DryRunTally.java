package io.vigil.reports.dryruns;

import io.vigil.checks.Check;
import io.vigil.checks.Judgement;
import io.vigil.contracts.Status;
import io.vigil.contracts.Verdict;
import io.vigil.reports.ingest.Inventory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts a dry run while it goes. */
final class DryRunTally {
    private final Check check;
    private final int examples;
    private final Map<Status, Integer> counts = new EnumMap<>(Status.class);
    private final List<DryRun.Example> failing = new ArrayList<>();
    private final List<DryRun.Example> undetermined = new ArrayList<>();
    private @Nullable Instant oldest;
    private int notKept;
    private boolean complete = true;

    DryRunTally(Check check, int examples) {
        this.check = check;
        this.examples = examples;
    }

    void add(Inventory.Kept kept, Judgement judgement) {
        Status status = judgement.outcome().status();
        counts.merge(status, 1, Integer::sum);
        if (oldest == null || kept.asOf().isBefore(oldest)) oldest = kept.asOf();
        List<DryRun.Example> told = status == Status.FAIL ? failing : undetermined;
        if (!DryRunCheck.isTold(judgement) || told.size() >= examples) return;
        Verdict verdict = judgement.verdict();
        told.add(new DryRun.Example(
                kept.account(),
                verdict.region(),
                verdict.resource(),
                verdict.resourceType(),
                verdict.resourceName(),
                status,
                verdict.message()));
    }

    void notKept() {
        notKept++;
    }

    boolean stopped() {
        complete = false;
        return false;
    }

    DryRun told() {
        int judged = counts.values().stream().mapToInt(Integer::intValue).sum();
        DryRun.Counts all =
                new DryRun.Counts(of(Status.PASS), of(Status.FAIL), of(Status.NOT_APPLICABLE), of(Status.UNDETERMINED));
        return new DryRun(
                check.id(),
                check.title(),
                "It would have failed %d of %d resources.".formatted(all.fail(), judged),
                oldest,
                judged,
                all,
                notKept,
                complete,
                Stream.concat(failing.stream(), undetermined.stream())
                        .limit(examples)
                        .toList());
    }

    private int of(Status status) {
        return counts.getOrDefault(status, 0);
    }
}
