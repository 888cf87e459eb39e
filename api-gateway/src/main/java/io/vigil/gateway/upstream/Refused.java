package io.vigil.gateway.upstream;

/** A service understood the request and refuses it, with a sentence for the person who asked (400, 409, 413, 422, 429). */
public final class Refused extends RuntimeException {
    private final int status;
    private final String detail;

    public Refused(int status, String detail) {
        super(status + " " + detail);
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
