package io.vigil.scanner.aws;

import io.vigil.contracts.Unread;

/** Whether a list of AWS was read to its end; only then is what it does not show really gone. */
public sealed interface ListEnd {

    record Reached() implements ListEnd {}

    /** There may be more, or all of it is unknown. */
    record NotReached(Unread why) implements ListEnd {}

    ListEnd REACHED = new Reached();

    /** Of two lists that make one: its end is reached when both were. */
    default ListEnd and(ListEnd other) {
        return this instanceof NotReached ? this : other;
    }
}
