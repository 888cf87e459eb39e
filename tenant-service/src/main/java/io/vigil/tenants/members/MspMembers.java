package io.vigil.tenants.members;

import io.quarkus.panache.common.Sort;
import io.quarkus.runtime.StartupEvent;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import io.vigil.tenants.grants.LiveGrants;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The provider's own people. */
@ApplicationScoped
class MspMembers {
    private final PlatformTransaction transaction;
    private final InstantSource clock;

    MspMembers(PlatformTransaction transaction, InstantSource clock) {
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Whoever must be able to let the first others in. One who was added before keeps the role. */
    void seed(@Observes StartupEvent started, MspConfig config) {
        config.admins()
                .ifPresent(subjects -> transaction.run(handle -> subjects.forEach(subject -> handle.createUpdate("""
                                insert into msp_member (subject, email, role, added_at)
                                values (:subject, '', 'MSP_ADMIN', :now)
                                on conflict (subject) do nothing
                                """)
                        .bind("subject", subject)
                        .bind("now", clock.instant())
                        .execute())));
    }

    MspMember add(NewMember asked) {
        if (!asked.role().ofProvider()) throw Problem.badRequest("role must be MSP_VIEWER, MSP_ANALYST or MSP_ADMIN");
        return transaction.call(handle -> {
            MspMemberRow row = MspMemberRow.<MspMemberRow>findByIdOptional(asked.subject())
                    .orElseGet(() -> entering(asked.subject()));
            demandNoCustomer(handle, asked.subject());
            row.email = asked.email();
            row.role = asked.role();
            row.persistAndFlush();
            if (asked.role() == Role.MSP_VIEWER) LiveGrants.endAllOf(handle, asked.subject(), clock.instant());
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

    void remove(String subject) {
        boolean removed = transaction.call(handle -> {
            LiveGrants.endAllOf(handle, subject, clock.instant());
            return MspMemberRow.deleteById(subject);
        });
        if (!removed) throw Problem.notFound("nothing is here");
    }

    List<MspMember> list() {
        return transaction.call(handle -> MspMemberRow.<MspMemberRow>listAll(Sort.by("email", "subject")).stream()
                .map(MspMemberRow::shown)
                .toList());
    }
}
