package io.vigil.gateway.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.contracts.ExceptionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One check judged on one resource; the last part is filled only where a single finding is asked for. */
public record Finding(
        UUID id,
        String check,
        String title,
        String severity,
        String layer,
        @Nullable String service,
        @Nullable String owner,
        String account,
        String region,
        String resource,
        @Nullable String resourceType,
        @Nullable String resourceName,
        String status,
        String state,
        boolean decidedOut,
        @Nullable String message,
        @Nullable String reason,
        @Nullable String missingAction,
        @Nullable Instant firstSeen,
        @Nullable Instant lastSeen,
        @Nullable Instant lastChanged,
        @Nullable Instant openedAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant undeterminedSince,
        @Nullable Instant dueAt,
        @Nullable Assignee assignee,
        @Nullable List<Ticket> tickets,
        @Nullable Excepted exception,
        @Nullable String risk,
        @Nullable JsonNode remediation,
        @Nullable List<Instructions> fixes,
        @Nullable List<String> references,
        @Nullable JsonNode evidence,
        @Nullable List<Step> history,
        @Nullable List<Mapping> frameworks,
        @Nullable Map<String, String> tags,
        @Nullable Decision decision) {

    /** Why its check does not count, and who says so. */
    public record Decision(
            String level,
            String reason,
            String by,
            Instant since,
            @Nullable String reviewOn) {}

    /** Who works on it, by the name of when it was assigned. */
    public record Assignee(String subject, String name) {}

    /** Where it is worked on elsewhere. */
    public record Ticket(UUID id, String key, String url) {}

    /** By which exception it is not open although it fails, and until when. */
    public record Excepted(
            ExceptionId id, Instant until, String reason, String control, String requestedBy, String approvedBy) {}

    public record Step(
            Instant at,
            String transition,
            @Nullable String status,
            @Nullable UUID scan) {}

    /** @param kind {@code cli}, {@code terraform} or {@code cloudformation} */
    public record Instructions(String kind, String text) {}

    public record Mapping(String framework, String requirement) {}

    /** The list of {@code GET /tenants/{tenant}/findings}. */
    public record Listing(List<Finding> items, @Nullable String next, long total, boolean totalIsExact) {}

    /** Findings of one check, counted. */
    public record Group(
            String check,
            String title,
            String severity,
            String layer,
            @Nullable String owner,
            int open,
            int excepted,
            int undetermined,
            int pass) {}
}
