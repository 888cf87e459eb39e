package io.vigil.contracts;

/**
 * Which unit, and which issue of it: the ledger raises {@code attempt} whenever it issues the unit again, so that a
 * worker that wakes late cannot speak for a newer attempt.
 */
public record UnitRef(TenantId tenant, AccountId account, ScanId scan, UnitId unit, int attempt) {
    public UnitRef {
        if (attempt < 1)
            throw new IllegalArgumentException("attempt %d of unit %s is below 1".formatted(attempt, unit));
    }

    /** The Kafka key: one account's events stay in order. */
    public String key() {
        return tenant + "/" + account;
    }
}
