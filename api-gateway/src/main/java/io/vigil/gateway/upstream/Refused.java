package io.vigil.gateway.upstream;

/** A service understood the request and refuses it, with a sentence for the person who asked (400, 409, 413, 422, 429). */
public final class Refused extends RuntimeException {
    private final int status;
    private final String detail;

    public Refused(int status, String detail) {
        // the sentence may hold names and mail addresses, which belong to the person who asked and not into the log
        super("a service refused with " + status);
        this.status = status;
        this.detail = detail;
    }

    public int status() {
        return status;
    }

    public String detail() {
        return detail;
    }
}
