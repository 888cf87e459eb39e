package io.vigil.gateway.upstream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param verifiedAt null while the provider has not seen that it is the customer's */
public record EmailDomain(
        String domain,
        Instant askedAt,
        String askedBy,
        @Nullable Instant verifiedAt,
        @Nullable String verifiedBy) {}
