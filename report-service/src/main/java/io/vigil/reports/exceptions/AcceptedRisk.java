package io.vigil.reports.exceptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigil.contracts.ExceptionId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Role;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An exception: findings that fail and are accepted until a date.
 *
 * @param control what is done meanwhile so that the risk can be borne
 * @param endsAt from then on its findings are open again
 * @param remind mail addresses that are told before the end
 * @param taken findings that were open when it was approved
 * @param over how it ended; null as long as it waits or is in force
 */
@Schema(name = "Exception")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AcceptedRisk(
        ExceptionId id,
        State state,
        Scope scope,
        String reason,
        String control,
        Instant endsAt,
        List<String> remind,
        Act requested,
        @Nullable Act approved,
        int taken,
        @Nullable Act over) {

    /** What may become of an exception: it waits, then it is in force, or not, and then it is over for good. */
    public enum State {
        WAITING,
        IN_FORCE,
        REFUSED,
        WITHDRAWN,
        /** Taken back before its end. */
        REVOKED,
        /** By its date. */
        ENDED,
        /** Its date came before an answer. */
        LAPSED
    }

    /** @param note why; null where nobody said */
    @Schema(name = "ExceptionAct")
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

    boolean waits() {
        return state == State.WAITING;
    }

    boolean inForce(Instant now) {
        return state == State.IN_FORCE && endsAt.isAfter(now);
    }
}
