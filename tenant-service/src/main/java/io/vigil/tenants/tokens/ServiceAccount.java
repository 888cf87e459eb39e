package io.vigil.tenants.tokens;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vigil.tenancy.Caller;
import java.time.Instant;
import java.util.UUID;

/** A name of a tenant behind which no person stands; it owns tokens and cannot sign in. */
public record ServiceAccount(UUID id, String name, Instant createdAt, String createdBy) {

    /** By which the trail and the services know it. */
    @JsonProperty
    public String subject() {
        return subject(id);
    }

    static String subject(UUID id) {
        return Caller.SERVICE_ACCOUNT + id;
    }
}
