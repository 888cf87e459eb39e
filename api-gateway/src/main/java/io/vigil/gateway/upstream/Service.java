package io.vigil.gateway.upstream;

/** The services behind the gateway; the audience of their internal tokens is their name. */
public enum Service {
    TENANTS("tenant-service", "accounts, scans and permissions"),
    REPORTS("report-service", "findings, scores and reports");

    private final String audience;
    private final String keeps;

    Service(String audience, String keeps) {
        this.audience = audience;
        this.keeps = keeps;
    }

    public String audience() {
        return audience;
    }

    /** What a person misses while it does not answer. */
    public String keeps() {
        return keeps;
    }
}
