package io.vigil.tenants.offboarding;

import io.vigil.contracts.TenantId;
import io.vigil.contracts.TenantPartClosed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a customer is on its way out.
 *
 * @param waitingFor services that have not answered to the current step
 * @param files that were made to be taken along, to be had as any report; one without a digest could not be made
 * @param eraseFrom before this nothing can be deleted; null until the files are there
 */
public record Offboarding(
        TenantId tenant,
        String slug,
        String name,
        State state,
        String reason,
        List<String> waitingFor,
        List<TenantPartClosed.File> files,
        Act started,
        @Nullable Instant exportedAt,
        @Nullable Instant eraseFrom,
        @Nullable Act ordered,
        @Nullable Instant erasedAt) {

    public enum State {
        /** Nothing is changed any more; the services make the files. */
        FREEZING,
        /** The files are there. It can be cancelled, or erased after some time. */
        EXPORTED,
        /** The services delete what they have; there is no way back. */
        ERASING,
        /** Nothing is left but the certificate. */
        ERASED
    }

    public record Act(Instant at, String by, String name) {}
}
