package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An audit of a customer: what changed in its accounts since each was signed off last.
 *
 * @param together accounts that were signed off unlooked at, since nothing changed in them
 * @param savedSeconds that those would have taken; absent while it is open, or not known
 * @param parts its accounts; absent in lists
 */
public record WeeklyAudit(
        UUID id,
        int number,
        Instant since,
        Act opened,
        @Nullable Act signed,
        int accounts,
        int signedAccounts,
        int unchanged,
        int together,
        Sums sums,
        long seconds,
        @Nullable Long savedSeconds,
        @Nullable File file,
        @Nullable List<Part> parts) {

    public record Listing(List<WeeklyAudit> items, @Nullable Integer next) {}

    public record Act(Instant at, String subject, String name, String role) {}

    public record Sums(int items, int changed, int expired, int notEvaluated, int overdue) {}

    public record File(String name, long bytes, String sha256) {}

    /** What an audit took so far. */
    public record Time(long seconds) {}

    /**
     * One account.
     *
     * @param stale whether no scan was seen since {@code since}
     * @param items a page of what there is to look at; absent in the audit's list
     */
    public record Part(
            String account,
            String name,
            Instant since,
            Instant until,
            @Nullable Instant lastFoldedAt,
            boolean stale,
            Sums sums,
            int revision,
            @Nullable Act looked,
            String note,
            @Nullable Act noted,
            @Nullable Act signed,
            boolean together,
            long seconds,
            @Nullable List<Item> items,
            @Nullable String next) {
        public boolean unchanged() {
            return sums.items() == 0 && !stale;
        }
    }

    /** A finding as it was when the account was looked at. */
    public record Item(
            UUID finding,
            String check,
            String title,
            String severity,
            String region,
            String resource,
            String resourceName,
            List<String> kinds,
            List<String> transitions,
            @Nullable Instant movedAt,
            String state,
            String status,
            @Nullable Instant undeterminedSince,
            @Nullable String reason,
            @Nullable String missingAction,
            @Nullable Instant dueAt) {}
}
