package io.vigil.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * A customer is let go, step by step; every service follows and answers with {@link TenantPartClosed}, except to REOPEN.
 *
 * @param revision counts the orders to a tenant; an older one than was followed changes nothing, the same one is answered
 *     again
 */
public record TenantClosing(TenantId tenant, Step step, long revision, Instant at) implements Event {

    public enum Step {
        /** Change nothing any more, and make the files that the customer takes along. */
        FREEZE,
        /** It goes on as if nothing had been. */
        REOPEN,
        /** Delete everything. */
        ERASE
    }

    @Override
    public UUID eventId() {
        return Uuids.ofName("closing", tenant, revision);
    }

    @Override
    public String key() {
        return tenant.toString();
    }
}
