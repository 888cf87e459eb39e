package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which customers have taken note of what they answer for.
 *
 * @param customers all, except those that are being let go
 * @param next where the page that follows begins; absent on the last
 */
public record Acknowledgements(
        int customers,
        int missing,
        List<Customer> items,
        @Nullable String next) {

    /**
     * @param moved checks that somebody else answers for than the catalogue says
     * @param unacknowledged checks that the customer answers for and took no note of
     * @param missingSince absent if it took note of all
     * @param acknowledgedVersion of the pack that was acknowledged last; absent if none was
     */
    public record Customer(
            UUID tenant,
            String slug,
            String name,
            long packVersion,
            int moved,
            int unacknowledged,
            @Nullable Instant missingSince,
            @Nullable Long acknowledgedVersion,
            @Nullable Instant acknowledgedAt) {}
}
