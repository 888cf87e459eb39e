package io.vigil.reports.attestations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.AttestationId;
import io.vigil.contracts.ControlId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's word that a requirement is met which no API shows.
 *
 * @param requirement the standard's own number
 * @param title of the requirement, as it was when it was attested
 * @param account the only one that it is about; null for all of the tenant's
 * @param validUntil its last day, in UTC
 * @param endsAt the first moment after that day
 * @param revision counts the changes of its evidence, so that nobody approves what they have not seen
 * @param over how it was refused or withdrawn; null as long as it waits or is in force, and when its day has passed
 */
@Schema(name = "Attestation")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attestation(
        AttestationId id,
        State state,
        String framework,
        String requirement,
        String title,
        @Nullable AccountId account,
        String statement,
        LocalDate validUntil,
        Instant endsAt,
        int revision,
        Act requested,
        @Nullable Act approved,
        @Nullable Act over,
        List<Evidence> evidence) {

    /** It waits, then it is in force, or not, and then it is over for good. The clock alone ends it. */
    public enum State {
        WAITING,
        IN_FORCE,
        REFUSED,
        WITHDRAWN,
        /** Its last day has passed. */
        ENDED,
        /** Its last day passed before an answer. */
        LAPSED;

        /** As people say it. */
        public String words() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /** @param note why; null where nobody said */
    @Schema(name = "AttestationAct")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Act(
            Instant at,
            String subject,
            String name,
            Role role,
            @Nullable String note) {
        static Act of(Caller caller, Instant at, @Nullable String note) {
            return new Act(at, caller.subject(), caller.displayName(), caller.role(), note);
        }
    }

    public ControlId control() {
        return ControlId.of(framework, requirement);
    }

    boolean waits() {
        return state == State.WAITING;
    }

    Attestation with(List<Evidence> files) {
        return new Attestation(
                id,
                state,
                framework,
                requirement,
                title,
                account,
                statement,
                validUntil,
                endsAt,
                revision,
                requested,
                approved,
                over,
                files);
    }
}
