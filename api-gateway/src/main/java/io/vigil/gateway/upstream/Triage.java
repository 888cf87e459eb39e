package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is open over all customers, the worst first.
 *
 * @param total of all pages
 * @param next where the page that follows begins; absent on the last
 */
public record Triage(int total, List<Item> items, @Nullable Integer next) {

    /**
     * What a customer fails one check by.
     *
     * @param accounts of the customer in which it is open
     * @param oldestOpenAt since when the oldest of them is open
     */
    public record Item(
            UUID tenant,
            String slug,
            String name,
            String check,
            String title,
            String severity,
            String layer,
            String owner,
            int accounts,
            int open,
            @Nullable Instant oldestOpenAt) {}
}
