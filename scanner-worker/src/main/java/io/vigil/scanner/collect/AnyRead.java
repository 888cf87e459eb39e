package io.vigil.scanner.collect;

import io.vigil.checks.Read;
import java.util.List;

/** Logic over facts of which some may not have been read: what the others decide is known nevertheless. */
public final class AnyRead {
    private AnyRead() {}

    /** True if one is known to be true; false if all are known to be false. */
    public static Read<Boolean> any(List<Read<Boolean>> facts) {
        return decided(facts, /* by */ true);
    }

    /** False if one is known to be false; true if all are known to be true. */
    public static Read<Boolean> all(List<Read<Boolean>> facts) {
        return decided(facts, /* by */ false);
    }

    public static Read<Boolean> not(Read<Boolean> fact) {
        return fact.map(known -> !known);
    }

    private static Read<Boolean> decided(List<Read<Boolean>> facts, boolean by) {
        Read<Boolean> otherwise = Read.known(!by);
        for (Read<Boolean> fact : facts) {
            if (fact instanceof Read.Known<Boolean>(Boolean known)) {
                if (known == by) return fact;
            } else otherwise = fact;
        }
        return otherwise;
    }
}
