package io.vigil.gateway.upstream;

/** Open findings by severity. */
public record Severities(int critical, int high, int medium, int low) {
    public int total() {
        return critical + high + medium + low;
    }
}
