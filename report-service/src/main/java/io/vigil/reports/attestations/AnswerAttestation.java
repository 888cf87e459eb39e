package io.vigil.reports.attestations;

import io.vigil.contracts.AttestationId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.attestations.Attestation.Act;
import io.vigil.reports.attestations.Attestation.State;
import io.vigil.reports.exceptions.Texts;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Answers to an attestation that waits, and takes back one that is in force. Of two who answer at once the first is right,
 * and the second is told. Who attests never approves, whatever role they have by then.
 */
@ApplicationScoped
public class AnswerAttestation {
    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final InstantSource clock;

    AnswerAttestation(TenantTransaction transaction, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param seen the revision of the evidence that was looked at; null where nobody says
     * @throws Problem 403 for whoever attests, 409 when it does not wait any more, or its evidence is another
     */
    void approve(TenantId tenant, AttestationId id, @Nullable Integer seen, @Nullable String note, Caller by) {
        String why = Texts.optional("note", note);
        transaction.run(tenant, handle -> {
            Instant now = now();
            Attestation attestation = waiting(handle, tenant, id, now);
            refuseWhoAttests(attestation, by);
            if (seen != null && seen != attestation.revision())
                throw Problem.conflict("its evidence has changed since you looked; look at it again");
            AttestationTable.approve(handle, tenant, id, Act.of(by, now, why));
            write(
                    handle,
                    tenant,
                    by,
                    "approved",
                    id,
                    why,
                    Map.of(
                            "requirement",
                            attestation.control().value(),
                            "requestedBy",
                            attestation.requested().subject(),
                            "evidence",
                            attestation.evidence().stream()
                                    .map(Evidence::sha256)
                                    .toList()));
        });
    }

    /** @throws Problem 403 for whoever attests, who withdraws; 409 when it does not wait any more */
    void refuse(TenantId tenant, AttestationId id, @Nullable String note, Caller by) {
        String why = Texts.required("note", note);
        transaction.run(tenant, handle -> {
            Instant now = now();
            Attestation attestation = waiting(handle, tenant, id, now);
            refuseWhoAttests(attestation, by);
            over(handle, tenant, attestation, State.REFUSED, Act.of(by, now, why), by);
        });
    }

    /**
     * From now on nothing is attested by it. As long as it waits it is withdrawn by who attests, and refused by others.
     *
     * @throws Problem 403 for anybody else while it waits, 409 when it is over
     */
    void withdraw(TenantId tenant, AttestationId id, @Nullable String note, Caller by) {
        String why = Texts.required("note", note);
        transaction.run(tenant, handle -> {
            Instant now = now();
            Attestation attestation = AttestationTable.lock(handle, tenant, id, now);
            if (attestation.waits() && !attestation.requested().subject().equals(by.subject()))
                throw Problem.forbidden("only who attests withdraws what waits; an administrator refuses it");
            if (!attestation.waits() && attestation.state() != State.IN_FORCE)
                throw Problem.conflict(
                        "the attestation is %s".formatted(attestation.state().words()));
            over(handle, tenant, attestation, State.WITHDRAWN, Act.of(by, now, why), by);
        });
    }

    private static Attestation waiting(Handle handle, TenantId tenant, AttestationId id, Instant now) {
        Attestation attestation = AttestationTable.lock(handle, tenant, id, now);
        if (!attestation.waits())
            throw Problem.conflict("the attestation does not wait for an answer: it is %s"
                    .formatted(attestation.state().words()));
        return attestation;
    }

    private static void refuseWhoAttests(Attestation attestation, Caller by) {
        if (by.machine()) throw Problem.forbidden("a service account answers for nobody; a person decides this");
        if (attestation.requested().subject().equals(by.subject()))
            throw Problem.forbidden("who attests does not decide it; somebody else must, or you withdraw it");
    }

    private void over(Handle handle, TenantId tenant, Attestation attestation, State how, Act act, Caller by) {
        AttestationTable.over(handle, tenant, attestation.id(), how, act);
        write(
                handle,
                tenant,
                by,
                how.words(),
                attestation.id(),
                act.note(),
                Map.of("requirement", attestation.control().value()));
    }

    private void write(
            Handle handle,
            TenantId tenant,
            Caller by,
            String what,
            AttestationId id,
            @Nullable String why,
            Map<String, Object> detail) {
        audit.append(handle, tenant, by, "attestation." + what, id.toString(), why == null ? "" : why, detail);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
