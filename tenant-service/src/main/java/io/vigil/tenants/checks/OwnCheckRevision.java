package io.vigil.tenants.checks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigil.contracts.CheckId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a tenant's own check.
 *
 * @param revision counts from 1
 * @param state of the check, which is its newest revision's; an older one is not in force, whatever it says
 * @param digest SHA-256 of the source
 * @param source left out in lists
 * @param cases left out in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OwnCheckRevision(
        CheckId id,
        int revision,
        OwnCheckState state,
        String digest,
        String title,
        String severity,
        List<String> resourceTypes,
        Instant savedAt,
        String savedBy,
        @Nullable String source,
        @Nullable String cases) {

    OwnCheckRevision withoutText() {
        return new OwnCheckRevision(
                id, revision, state, digest, title, severity, resourceTypes, savedAt, savedBy, null, null);
    }
}
