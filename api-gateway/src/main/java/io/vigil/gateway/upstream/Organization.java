package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An AWS organization as it was last read.
 *
 * @param readThrough the account that told of it
 * @param accounts how many stand how
 * @param units each after its parent
 * @param rule which accounts are connected by themselves; absent when none are
 */
public record Organization(
        String id,
        String management,
        String readThrough,
        Instant readAt,
        @Nullable Instant nextReadingAt,
        @Nullable Reading reading,
        Map<String, Integer> accounts,
        List<Unit> units,
        @Nullable Rule rule) {

    /** What is known, and how it was read. */
    public record Listing(List<Summary> organizations, List<Reading> readings) {}

    public record Summary(String id, String management) {}

    /**
     * @param outcome absent until a reading was answered
     * @param title what came of it, in a sentence
     */
    public record Reading(
            String account,
            boolean waiting,
            @Nullable Instant answeredAt,
            @Nullable String outcome,
            String title,
            @Nullable String fix,
            @Nullable String words) {}

    /**
     * @param parent absent for a root
     * @param accounts of its own, how many stand how
     * @param below how many accounts it and all below it have
     */
    public record Unit(
            String id, @Nullable String parent, String name, int level, Map<String, Integer> accounts, int below) {}

    /** @param units with all below; empty for the whole organization */
    public record Rule(
            List<String> units,
            List<String> exceptUnits,
            List<String> exceptAccounts,
            Instant changedAt,
            String changedBy) {}

    /** @param next what to ask for after these; absent after the last */
    public record Page(List<Member> accounts, @Nullable String next) {}

    /**
     * @param awsState how AWS keeps it
     * @param state how it stands here
     * @param connection how its role answers; absent when it is not connected
     */
    public record Member(
            String account,
            String name,
            String unit,
            String awsState,
            String state,
            @Nullable String connection,
            @Nullable String fix) {}

    /** @param left that wait for the next request */
    public record Connected(int connected, int alreadyConnected, int refused, int left, List<Row> rows) {}

    public record Row(
            String account, String result, @Nullable String message) {}
}
