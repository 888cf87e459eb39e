package io.vigil.tenants.grants;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.vigil.contracts.GrantId;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Role;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One leave to be inside a tenant, as the customer and the one who asked for it see it.
 *
 * @param subject the one person it is for; null for the standing grant, which is for every analyst
 * @param name who asked for it, or gave it
 * @param role of that person
 * @param until when it ends, for a request: when it lapses; null for the standing grant
 */
public record StaffGrant(
        GrantId id,
        Grant.Kind kind,
        GrantState state,
        @Nullable String subject,
        String name,
        Role role,
        String reason,
        @Nullable String ticket,
        Instant askedAt,
        @JsonIgnore long lastsSeconds,
        @Nullable Instant until,
        @Nullable String approvedBy,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {

    StaffGrant at(Instant now) {
        return in(state.at(now, Optional.ofNullable(until)), until);
    }

    StaffGrant in(GrantState next, @Nullable Instant then) {
        return new StaffGrant(
                id,
                kind,
                next,
                subject,
                name,
                role,
                reason,
                ticket,
                askedAt,
                lastsSeconds,
                then,
                approvedBy,
                endedAt,
                endedBy);
    }

    /** What the audit trail says of it. */
    java.util.Map<String, Object> told() {
        var detail = new java.util.HashMap<String, Object>();
        detail.put("kind", kind.name());
        detail.put("person", name);
        detail.put("reason", reason);
        if (subject != null) detail.put("subject", subject);
        if (ticket != null) detail.put("ticket", ticket);
        if (until != null) detail.put("until", until.toString());
        return detail;
    }
}
