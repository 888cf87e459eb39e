package io.vigil.scanner.aws;

/** What became of the calls to a service. A call ends as one of the first three; the others count its attempts. */
public enum CallOutcome {
    OK,
    /** The role, a boundary or an organization does not allow it. */
    DENIED,
    /** It ended without a usable answer, after all attempts. */
    FAILED,
    /** An attempt that AWS answered by asking to slow down. */
    THROTTLED,
    /** An attempt after the first. */
    RETRIED
}
