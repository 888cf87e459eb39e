package io.vigil.reports.exceptions;

import io.vigil.contracts.ExceptionId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exceptions.AcceptedRisk.Act;
import io.vigil.reports.exceptions.AcceptedRisk.State;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Answers to an exception that waits, and takes back one that is in force. Of two who answer at once the first is right, and
 * the second is told. Who asked never approves, whatever role they have by then.
 */
@ApplicationScoped
public class AnswerException {
    private final TenantTransaction transaction;
    private final MaterialiseExceptions materialise;
    private final AuditTrail audit;
    private final InstantSource clock;

    AnswerException(
            TenantTransaction transaction, MaterialiseExceptions materialise, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.materialise = materialise;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 403 for whoever asked, 409 when it does not wait any more */
    void approve(TenantId tenant, ExceptionId id, @Nullable String note, Caller by) {
        String why = Texts.optional("note", note);
        transaction.run(tenant, handle -> {
            ExceptionsLock.aloneSoon(handle, tenant);
            Instant now = now();
            AcceptedRisk risk = waiting(handle, tenant, id, now);
            refuseWhoAsked(risk, by);
            ExceptionTable.approve(handle, tenant, id, Act.of(by, now, why));
            int taken = materialise.begun(handle, tenant, risk, now);
            ExceptionTable.taken(handle, tenant, id, taken);
            write(
                    handle,
                    tenant,
                    by,
                    "approved",
                    id,
                    why,
                    Map.of("findings", taken, "requestedBy", risk.requested().subject()));
        });
    }

    /** @throws Problem 403 for whoever asked, who withdraws; 409 when it does not wait any more */
    void refuse(TenantId tenant, ExceptionId id, @Nullable String note, Caller by) {
        String why = Texts.required("note", note);
        transaction.run(tenant, handle -> {
            AcceptedRisk risk = waiting(handle, tenant, id, now());
            refuseWhoAsked(risk, by);
            over(handle, tenant, id, State.REFUSED, why, by);
        });
    }

    /** @throws Problem 403 for anybody but who asked, 409 when it does not wait any more */
    void withdraw(TenantId tenant, ExceptionId id, @Nullable String note, Caller by) {
        String why = Texts.optional("note", note);
        transaction.run(tenant, handle -> {
            AcceptedRisk risk = waiting(handle, tenant, id, now());
            if (!risk.requested().subject().equals(by.subject()))
                throw Problem.forbidden("only who asked for an exception withdraws it; an administrator refuses it");
            over(handle, tenant, id, State.WITHDRAWN, why, by);
        });
    }

    /** Its findings are open again, but for those that another exception excepts. @throws Problem 409 when it is not in force */
    void revoke(TenantId tenant, ExceptionId id, @Nullable String note, Caller by) {
        String why = Texts.optional("note", note);
        transaction.run(tenant, handle -> {
            ExceptionsLock.aloneSoon(handle, tenant);
            Instant now = now();
            AcceptedRisk risk = ExceptionTable.lock(handle, tenant, id);
            if (!risk.inForce(now)) throw Problem.conflict("the exception is %s".formatted(word(risk, now)));
            ExceptionTable.over(handle, tenant, List.of(id), State.REVOKED, Act.of(by, now, why));
            int freed = materialise.over(handle, tenant, List.of(id), now);
            write(handle, tenant, by, "revoked", id, why, Map.of("findings", freed));
        });
    }

    private static AcceptedRisk waiting(Handle handle, TenantId tenant, ExceptionId id, Instant now) {
        AcceptedRisk risk = ExceptionTable.lock(handle, tenant, id);
        if (!risk.waits() || !risk.endsAt().isAfter(now))
            throw Problem.conflict("the exception does not wait for an answer: it is %s".formatted(word(risk, now)));
        return risk;
    }

    private static void refuseWhoAsked(AcceptedRisk risk, Caller by) {
        if (by.machine()) throw Problem.forbidden("a service account answers for nobody; a person decides this");
        if (risk.requested().subject().equals(by.subject()))
            throw Problem.forbidden(
                    "who asked for an exception does not decide it; somebody else must, or you withdraw it");
    }

    private void over(Handle handle, TenantId tenant, ExceptionId id, State how, @Nullable String why, Caller by) {
        ExceptionTable.over(handle, tenant, List.of(id), how, Act.of(by, now(), why));
        write(handle, tenant, by, how.name().toLowerCase(Locale.ROOT), id, why, Map.of());
    }

    private void write(
            Handle handle,
            TenantId tenant,
            Caller by,
            String what,
            ExceptionId id,
            @Nullable String why,
            Map<String, Object> detail) {
        audit.append(handle, tenant, by, "exception." + what, id.toString(), why == null ? "" : why, detail);
    }

    /** What it is by its date, even before somebody wrote that down. */
    private static String word(AcceptedRisk risk, Instant now) {
        if (risk.waits() && !risk.endsAt().isAfter(now)) return "lapsed";
        if (risk.state() == State.IN_FORCE && !risk.endsAt().isAfter(now)) return "ended";
        return risk.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
