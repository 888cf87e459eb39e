package io.vigil.tenants.ledger;

/** Where a scan stands, which follows from its units. */
public enum ScanState {
    QUEUED,
    RUNNING,
    /** Every unit is done and at least one brought something home. */
    FINISHED,
    /** Every unit is done and none brought anything home. */
    FAILED,
    CANCELLED;

    public boolean isFinal() {
        return this == FINISHED || this == FAILED || this == CANCELLED;
    }
}
