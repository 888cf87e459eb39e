package io.vigil.checks;

/** A file of checks, cases or frameworks that cannot be used; the message begins with {@code file:line:column:}. */
public final class MalformedCheck extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final String problem;

    MalformedCheck(Place place, String problem) {
        super(place + ": " + problem);
        this.place = place;
        this.problem = problem;
    }

    /** Counts from 1. */
    public int line() {
        return place.line();
    }

    /** Counts from 1. */
    public int column() {
        return place.column();
    }

    /** What is wrong, without the file's place. */
    public String problem() {
        return problem;
    }
}
