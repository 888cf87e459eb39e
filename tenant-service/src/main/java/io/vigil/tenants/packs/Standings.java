package io.vigil.tenants.packs;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.PlatformTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which customers have taken note of what they answer for, as the provider sees it. */
@ApplicationScoped
public class Standings {
    /**
     * @param packVersion of the customer's effective pack in force
     * @param moved checks that somebody else answers for than the catalogue says
     * @param unacknowledged checks that the customer answers for and took no note of
     * @param missingSince null if the customer took note of all that it answers for
     * @param acknowledgedVersion of the effective pack then; null if nobody ever took note
     */
    public record Standing(
            TenantId tenant,
            String slug,
            String name,
            long packVersion,
            int moved,
            int unacknowledged,
            @Nullable Instant missingSince,
            @Nullable Long acknowledgedVersion,
            @Nullable Instant acknowledgedAt) {}

    /**
     * @param customers all, except those that are being let go
     * @param missing those of them that did not take note
     * @param items by slug
     * @param next {@code cursor} of the page that follows; null on the last
     */
    public record Page(
            int customers,
            int missing,
            List<Standing> items,
            @Nullable String next) {}

    private final PlatformTransaction platform;

    Standings(PlatformTransaction platform) {
        this.platform = platform;
    }

    /** @param all also those that took note */
    Page page(boolean all, String after, int limit) {
        return platform.call(handle -> {
            StandingTable.Counts counts = StandingTable.counts(handle);
            List<Standing> found = StandingTable.page(handle, all, after, limit + 1);
            boolean more = found.size() > limit;
            List<Standing> items = more ? found.subList(0, limit) : found;
            return new Page(
                    counts.customers(),
                    counts.missing(),
                    items,
                    more ? items.getLast().slug() : null);
        });
    }
}
