package io.vigil.scanner.aws;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import java.util.List;

/**
 * A list of AWS as far as it was read.
 *
 * @param items of all pages that came
 */
public record Listed<T>(List<T> items, ListEnd end) {
    public Listed {
        items = List.copyOf(items);
    }

    /** As a part of a document: a list that was not read to its end is not known. */
    public Read<List<T>> whole() {
        return switch (end) {
            case ListEnd.Reached() -> Read.known(items);
            case ListEnd.NotReached(Unread why) -> Read.missing(why);
        };
    }
}
