package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a customer is on its way out.
 *
 * @param state FREEZING, EXPORTED, ERASING or ERASED
 * @param waitingFor services that have not answered to the current step
 * @param eraseFrom absent until there is something to take along
 */
public record Offboarding(
        UUID tenant,
        String slug,
        String name,
        String state,
        String reason,
        List<String> waitingFor,
        Act started,
        @Nullable Instant eraseFrom,
        @Nullable Instant erasedAt) {

    public record Act(Instant at, String name) {}
}
