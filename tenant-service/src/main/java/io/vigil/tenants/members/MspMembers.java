package io.vigil.tenants.members;

import io.quarkus.panache.common.Sort;
import io.quarkus.runtime.StartupEvent;
import io.vigil.contracts.MemberRemoved;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Outbox;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.grants.LiveGrants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The provider's own people. */
@ApplicationScoped
class MspMembers {
    private static final Caller ITSELF = Caller.service("tenant-service", Optional.empty());

    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final InstantSource clock;

    MspMembers(TenantTransaction transaction, AuditTrail audit, Outbox outbox, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Whoever must be able to let the first others in. One who was added before keeps the role. */
    void seed(@Observes StartupEvent started, MspConfig config) {
        config.admins()
                .ifPresent(subjects -> transaction.run(
                        AuditTrail.PROVIDER, handle -> subjects.forEach(subject -> seed(handle, subject))));
    }

    private void seed(Handle handle, String subject) {
        int seeded = handle.createUpdate("""
                        insert into msp_member (subject, email, role, added_at)
                        values (:subject, '', 'MSP_ADMIN', :now)
                        on conflict (subject) do nothing
                        """)
                .bind("subject", subject)
                .bind("now", clock.instant())
                .execute();
        if (seeded == 1) added(handle, ITSELF, subject, Role.MSP_ADMIN);
    }

    private void added(Handle handle, Caller by, String subject, Role role) {
        audit.append(handle, AuditTrail.PROVIDER, by, "msp.member.added", subject, Map.of("role", role.name()));
    }

    MspMember add(NewMember asked, Caller by) {
        if (!asked.role().ofProvider()) throw Problem.badRequest("role must be MSP_VIEWER, MSP_ANALYST or MSP_ADMIN");
        return transaction.call(AuditTrail.PROVIDER, handle -> {
            MspMemberRow row = MspMemberRow.<MspMemberRow>findByIdOptional(asked.subject())
                    .orElseGet(() -> entering(asked.subject()));
            demandNoCustomer(handle, asked.subject());
            row.email = asked.email();
            row.role = asked.role();
            row.persistAndFlush();
            if (asked.role() == Role.MSP_VIEWER) LiveGrants.endAllOf(handle, asked.subject(), clock.instant());
            added(handle, by, asked.subject(), asked.role());
            return row.shown();
        });
    }

    /** Else they would be inside that customer without a grant, and for ever. */
    private static void demandNoCustomer(Handle handle, String subject) {
        boolean customer = handle.createQuery("select exists (select from permission where subject = :subject)")
                .bind("subject", subject)
                .mapTo(Boolean.class)
                .one();
        if (customer) throw Problem.conflict("this is a customer's member; take the person out there first");
    }

    private MspMemberRow entering(String subject) {
        MspMemberRow row = new MspMemberRow();
        row.subject = subject;
        row.addedAt = clock.instant();
        return row;
    }

    void remove(String subject, Caller by) {
        transaction.run(AuditTrail.PROVIDER, handle -> {
            LiveGrants.endAllOf(handle, subject, clock.instant());
            if (!MspMemberRow.deleteById(subject)) throw Problem.notFound("nothing is here");
            outbox.append(
                    handle, new MemberRemoved(null, subject, clock.instant().truncatedTo(ChronoUnit.MICROS)));
            audit.append(handle, AuditTrail.PROVIDER, by, "msp.member.removed", subject, Map.of());
        });
    }

    List<MspMember> list() {
        return transaction.call(
                AuditTrail.PROVIDER,
                handle -> MspMemberRow.<MspMemberRow>listAll(Sort.by("email", "subject")).stream()
                        .map(MspMemberRow::shown)
                        .toList());
    }
}
