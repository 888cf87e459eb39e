package io.vigil.tenants.invitations;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.mail.MailQuota;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Mails to be sent, and how many were. */
final class InvitationMails {
    record Due(UUID mail, TenantId tenant, UUID invitation, int attempts) {}

    private InvitationMails() {}

    /** @throws io.vigil.tenancy.Problem 429 when the tenant asked for too many, or the address gets too many from whomever */
    static void ask(
            Handle handle, TenantId tenant, UUID invitation, String email, Instant now, InvitationsConfig config) {
        String address = MailQuota.digest(email);
        new MailQuota("invitation_mail", config.perTenant(), config.perAddress()).demand(handle, tenant, address, now);
        handle.createUpdate("""
                        insert into invitation_mail (mail_id, tenant_id, invitation_id, address_digest, asked_at, due_at, attempts)
                        values (gen_random_uuid(), :tenant, :invitation, :address, :now, :now, 0)
                        """)
                .bind("tenant", tenant.value())
                .bind("invitation", invitation)
                .bind("address", address)
                .bind("now", now)
                .execute();
    }

    /** Those that are taken are not due again before {@code leaseEnd}; none of a tenant that is frozen. */
    static List<Due> takeDue(Handle handle, Instant now, Instant leaseEnd, int most) {
        return handle.createQuery("""
                        update invitation_mail set due_at = :leaseEnd, attempts = attempts + 1 where mail_id in (
                          select mail_id from invitation_mail t where due_at <= :now and STAYS
                          order by due_at limit :most for update skip locked)
                        returning mail_id, tenant_id, invitation_id, attempts
                        """.replace("STAYS", Closings.STAYS))
                .bind("now", now)
                .bind("leaseEnd", leaseEnd)
                .bind("most", most)
                .map((row, context) -> new Due(
                        row.getObject("mail_id", UUID.class),
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        row.getObject("invitation_id", UUID.class),
                        row.getInt("attempts")))
                .list();
    }

    /** @param again null for one that is sent, or given up */
    static void settle(Handle handle, UUID mail, @Nullable Instant again) {
        handle.createUpdate("update invitation_mail set due_at = :again where mail_id = :mail")
                .bind("again", again)
                .bind("mail", mail)
                .execute();
    }

    /** What no limit counts any more. */
    static void forgetOld(Handle handle, Instant now) {
        handle.createUpdate("delete from invitation_mail where due_at is null and asked_at < :before")
                .bind("before", now.minus(MailQuota.COUNTED))
                .execute();
    }
}
