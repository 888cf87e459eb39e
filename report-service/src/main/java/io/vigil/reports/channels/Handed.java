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

    static Handed of(PostOnce.Answer answer) {
        return switch (answer) {
            case PostOnce.Answer.Silent(String why) -> new Failed(why);
            case PostOnce.Answer.Said(int status, String words) -> {
                String plain = "answered %d".formatted(status);
                String told = words.isEmpty() ? plain : plain + ": " + words;
                if (status / 100 == 2) yield new Taken(plain);
                if (status / 100 == 3) yield new Failed(plain + ", and redirects are not followed");
                yield status == 410 ? new Gone(told) : new Failed(told);
            }
        };
    }
}
