package io.vigil.gateway.upstream;

import io.vigil.contracts.AttestationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attestation as report-service keeps it.
 *
 * @param state WAITING, IN_FORCE, REFUSED, WITHDRAWN, ENDED or LAPSED
 * @param title of the requirement
 * @param account null for all
 * @param validUntil its last day, in UTC
 * @param revision of its evidence
 */
public record Attestation(
        AttestationId id,
        String state,
        String framework,
        String requirement,
        String title,
        @Nullable String account,
        String statement,
        LocalDate validUntil,
        int revision,
        Act requested,
        @Nullable Act approved,
        @Nullable Act over,
        @Nullable List<Evidence> evidence) {

    public record Act(
            Instant at,
            String subject,
            String name,
            String role,
            @Nullable String note) {}

    /** @param addedBy a name */
    public record Evidence(UUID id, String name, long bytes, String sha256, Instant addedAt, String addedBy) {}

    /** The list of {@code GET /tenants/{tenant}/attestations}, newest first. */
    public record Listing(List<Attestation> items, @Nullable AttestationId next) {}

    public List<Evidence> files() {
        return evidence == null ? List.of() : evidence;
    }

    public boolean waits() {
        return state.equals("WAITING");
    }

    public boolean inForce() {
        return state.equals("IN_FORCE");
    }
}
