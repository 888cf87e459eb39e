package io.vigil.contracts;

/** Why a fact could not be read from AWS; each makes a verdict {@link Status#UNDETERMINED}, never a pass or a fail. */
public enum UnreadReason {
    /** The role lacks the IAM action. */
    ACCESS_DENIED,
    /** A service control policy, boundary or session policy denies explicitly. */
    EXPLICITLY_DENIED,
    THROTTLED,
    TIMED_OUT,
    /** The account has the region switched off, or it cannot be reached. */
    REGION_OFF,
    /** A list ended before its last page. */
    TRUNCATED,
    /** The answer was no answer of AWS (HTML, broken XML or JSON, an unknown shape). */
    MALFORMED,
    /** The service or operation does not exist there. */
    NOT_SUPPORTED,
    CREDENTIALS_EXPIRED,
    /** AWS or the connection failed and retries did not help. */
    SERVICE_FAILED,
    /** The tenant has not declared what the check compares with. */
    NOT_DECLARED,
    /** The check itself could not be computed; a defect of ours, shown as such. */
    CHECK_FAILED
}
