package io.vigil.scanner.work;

import io.vigil.contracts.UnitBeat;
import java.time.Duration;

/** Whether a unit gets on; told by one thread, asked by any. */
final class Progress {
    private final Duration patience;
    private UnitBeat.Counts last = UnitBeat.Counts.NONE;
    private long since = System.nanoTime();
    private volatile boolean standsStill;

    Progress(Duration patience) {
        this.patience = patience;
    }

    /** Whether the counts have been the same for longer than the patience. */
    boolean standsStill(UnitBeat.Counts now) {
        if (!now.equals(last)) {
            last = now;
            since = System.nanoTime();
        }
        standsStill = Duration.ofNanos(System.nanoTime() - since).compareTo(patience) > 0;
        return standsStill;
    }

    /** As it was told last. */
    boolean standsStill() {
        return standsStill;
    }
}
