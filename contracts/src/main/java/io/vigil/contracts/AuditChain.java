package io.vigil.contracts;

import java.util.Optional;

/**
 * Walks a chain row by row and names the first one that is not what was written. One walk holds two rows, however long
 * the chain is.
 *
 * <p>What it cannot see by itself: rows cut off at the end, and a chain that was computed anew from some row to its end.
 * Both need a {@link AuditHead head} that was kept elsewhere.
 */
public final class AuditChain {
    /** How many rows somebody may have taken out or put in, so that it is told apart from an altered row. */
    private static final int SHIFTS_TRIED = 100;

    /** @param seq of the row to look at, which may be one that is not there */
    public record Fault(long seq, String what) {}

    private AuditHead last = AuditHead.NONE;

    public AuditHead last() {
        return last;
    }

    /** What is wrong with the row or between it and the one before; after a fault the walk is over. */
    public Optional<Fault> next(AuditEntry entry) {
        long expected = last.seq() + 1;
        if (entry.seq() > expected) return fault(expected, "is missing: the next row has the number " + entry.seq());
        if (entry.seq() < expected)
            return fault(entry.seq(), "is there again after row %d: it was inserted".formatted(last.seq()));
        Optional<Fault> altered = altered(entry);
        if (altered.isPresent()) return altered;
        if (!entry.previous().equals(last.hash()))
            return last.seq() == 0
                    ? fault(1, "was written after another row, which is missing")
                    : fault(
                            last.seq(),
                            "was altered and its hash computed anew: row %d was written after another one"
                                    .formatted(entry.seq()));
        last = new AuditHead(entry.seq(), entry.hash());
        return Optional.empty();
    }

    /** Whether the hash is that of the content; a row that was only moved tells what was done before it. */
    public static Optional<Fault> altered(AuditEntry entry) {
        if (entry.expectedHash().equals(entry.hash())) return Optional.empty();
        for (int shift = 1; shift <= SHIFTS_TRIED; shift++) {
            if (entry.seq() > shift && entry.hashAt(entry.seq() - shift).equals(entry.hash()))
                return fault(
                        entry.seq() - shift,
                        "was inserted (%d in all): what is row %d now was written as row %d"
                                .formatted(shift, entry.seq(), entry.seq() - shift));
            if (entry.hashAt(entry.seq() + shift).equals(entry.hash()))
                return fault(
                        entry.seq(),
                        "is missing (%d in all): what is row %d now was written as row %d"
                                .formatted(shift, entry.seq(), entry.seq() + shift));
        }
        return fault(entry.seq(), "was altered: its content does not give its hash");
    }

    /** What is wrong at the end: less than a head that was kept says. */
    public Optional<Fault> end(AuditHead kept) {
        if (last.seq() < kept.seq())
            return fault(last.seq() + 1, "is missing: the trail went on to row %d".formatted(kept.seq()));
        if (last.seq() == kept.seq() && !last.hash().equals(kept.hash()))
            return fault(kept.seq(), "has another hash than the head that was kept: the trail was written anew");
        return Optional.empty();
    }

    private static Optional<Fault> fault(long seq, String what) {
        return Optional.of(new Fault(seq, what));
    }
}
