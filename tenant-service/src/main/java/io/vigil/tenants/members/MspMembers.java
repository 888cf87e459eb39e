package io.vigil.tenants.members;

import io.quarkus.panache.common.Sort;
import io.quarkus.runtime.StartupEvent;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;

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
            row.email = asked.email();
            row.role = asked.role();
            row.persistAndFlush();
            return row.shown();
        });
    }

    private MspMemberRow entering(String subject) {
        MspMemberRow row = new MspMemberRow();
        row.subject = subject;
        row.addedAt = clock.instant();
        return row;
    }

    void remove(String subject) {
        boolean removed = transaction.call(handle -> MspMemberRow.deleteById(subject));
        if (!removed) throw Problem.notFound("nothing is here");
    }

    List<MspMember> list() {
        return transaction.call(handle -> MspMemberRow.<MspMemberRow>listAll(Sort.by("email", "subject")).stream()
                .map(MspMemberRow::shown)
                .toList());
    }
}
