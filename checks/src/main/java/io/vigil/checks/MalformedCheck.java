package io.vigil.checks;

/** A file of checks, cases or frameworks that cannot be used; the message begins with {@code file:line:column:}. */
public final class MalformedCheck extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedCheck(Place place, String problem) {
        super(place + ": " + problem);
    }
}
