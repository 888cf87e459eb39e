package io.vigil.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an account told of its organization, in chunks numbered from 0; what was read is whole when all have come.
 *
 * @param words AWS's own, shortened, without credentials; empty when all was read
 * @param missingAction of IAM, where granting it would help
 * @param organization of AWS, such as {@code o-ab12cd34ef}; absent where nothing is known of it
 * @param chunks how many there are, at least one
 * @param nodes none unless all was read
 */
public record OrganizationRead(
        TenantId tenant,
        AccountId account,
        ReadingId reading,
        String worker,
        ReadingOutcome outcome,
        String words,
        @Nullable String missingAction,
        @Nullable String organization,
        @Nullable AccountId management,
        int chunk,
        int chunks,
        OrganizationNodes nodes,
        Instant at)
        implements Event {

    /** Of units and accounts together: with the longest names, written as JSON escapes, they stay below {@link EventJson#MAX_MESSAGE_BYTES}. */
    public static final int MAX_NODES = 200;

    /** What is read of one organization at most. */
    public static final int MAX_ACCOUNTS = 10_000;

    public static final int MAX_UNITS = 2_500;

    public static final int MAX_CHUNKS = (MAX_ACCOUNTS + MAX_UNITS + MAX_NODES - 1) / MAX_NODES;

    /** Characters of a name that are kept; AWS's own limit is 128. */
    public static final int MAX_NAME = 128;

    public OrganizationRead {
        if (chunk < 0 || chunks < 1 || chunk >= chunks || chunks > MAX_CHUNKS)
            throw new IllegalArgumentException("chunk %d of %d".formatted(chunk, chunks));
    }

    @Override
    public UUID eventId() {
        return Uuids.ofName("organization read", reading, chunk);
    }

    @Override
    public String key() {
        return tenant + "/" + account;
    }
}
