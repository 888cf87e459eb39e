package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * One row of a tenant's audit trail, as it is hashed, stored and exported. The hash covers every other field and, by
 * {@code previous}, all rows before it.
 *
 * @param form how the hash is made: {@link #FIRST_FORM} (a JSON array) of rows from before names, grants and reasons were
 *     kept, else {@link #FORM}: over {@value #MARK}, form and all other fields in the order of {@link #fields}
 * @param service whose chain it is in; a tenant has one at each service that writes
 * @param seq counts from 1 without a gap
 * @param at to the microsecond, which is what the database keeps
 * @param actor the login's, service account's or service's stable id
 * @param grant id of the grant by which the provider's staff acted; empty without one
 * @param token id of the API token that was used; empty without one
 * @param action past tense, such as {@code account.connected}
 * @param subject what it was done to, such as the AWS account id
 * @param reason why, where somebody was asked for it
 * @param detail canonical JSON
 * @param previous hash of the row before; empty in the first one
 * @param hash 64 lower-case hex digits
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AuditEntry(
        int form,
        TenantId tenant,
        String service,
        long seq,
        Instant at,
        String actor,
        String actorName,
        String role,
        String grant,
        String token,
        String action,
        String subject,
        String reason,
        String detail,
        String previous,
        String hash) {

    public static final int FIRST_FORM = 1;
    public static final int FORM = 2;

    private static final String MARK = "vigil-audit-2";

    /** What the hash must be. */
    public String expectedHash() {
        return hashAt(seq);
    }

    /** What the hash would be if the same had been written at another place. */
    String hashAt(long place) {
        return form == FIRST_FORM ? firstForm(place) : FieldDigest.of(fields(place));
    }

    public AuditEntry sealed() {
        return new AuditEntry(
                form,
                tenant,
                service,
                seq,
                at,
                actor,
                actorName,
                role,
                grant,
                token,
                action,
                subject,
                reason,
                detail,
                previous,
                expectedHash());
    }

    private String firstForm(long place) {
        return EventJson.digest(List.of(
                tenant.toString(),
                Long.toString(place),
                at.toString(),
                actor,
                role,
                action,
                subject,
                detail,
                previous));
    }

    private List<String> fields(long place) {
        return List.of(
                MARK,
                Integer.toString(form),
                tenant.toString(),
                service,
                Long.toString(place),
                at.toString(),
                actor,
                actorName,
                role,
                grant,
                token,
                action,
                subject,
                reason,
                detail,
                previous);
    }
}
