package io.vigil.gateway.upstream;

import io.vigil.contracts.ExceptionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exception as report-service keeps it.
 *
 * @param state WAITING, IN_FORCE, REFUSED, WITHDRAWN, REVOKED, ENDED or LAPSED
 * @param words its scope as people say it
 * @param taken findings that were open when it was approved
 * @param findings that are excepted by it now
 * @param preview what an approval would do; only of one that waits, and only where it alone is asked for
 */
public record AcceptedRisk(
        ExceptionId id,
        String state,
        Scope scope,
        String reason,
        String control,
        Instant endsAt,
        @Nullable List<String> remind,
        Act requested,
        @Nullable Act approved,
        int taken,
        @Nullable Act over,
        String words,
        int findings,
        @Nullable Preview preview) {

    public record Act(
            Instant at,
            String subject,
            String name,
            String role,
            @Nullable String note) {}

    public record Scope(
            @Nullable String account,
            @Nullable String check,
            @Nullable String resource,
            @Nullable Tag tag) {}

    public record Tag(String key, String value) {}

    /** @param open findings that would not be open any more */
    public record Preview(
            int open, int excepted, int accounts, @Nullable Map<String, Integer> severities) {}

    /** The list of {@code GET /tenants/{tenant}/exceptions}, newest first. */
    public record Listing(
            List<AcceptedRisk> items, @Nullable ExceptionId next) {}

    public boolean waits() {
        return state.equals("WAITING");
    }

    public boolean inForce() {
        return state.equals("IN_FORCE");
    }
}
