package io.vigil.reports.channels;

/** What became of one try to hand a message over. */
sealed interface Handed {
    /** @param words the receiver's, or ours; each is harmless in a log and on a page */
    record Taken(String words) implements Handed {}

    /** The receiver wants nothing there any more, ever. */
    record Gone(String words) implements Handed {}

    /** Nobody is there to whom it could be handed, and nobody will be. */
    record Unwanted(String words) implements Handed {}

    /** Not taken; it may be the next time. */
    record Failed(String words) implements Handed {}
}
