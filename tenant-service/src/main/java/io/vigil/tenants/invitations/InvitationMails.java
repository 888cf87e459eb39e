package io.vigil.tenants.invitations;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Mails to be sent, and how many were. */
final class InvitationMails {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    record Due(UUID mail, TenantId tenant, UUID invitation, int attempts) {}

    private InvitationMails() {}

    /** @throws Problem 429 when the tenant asked for too many, or the address gets too many from whomever */
    static void ask(
            Handle handle, TenantId tenant, UUID invitation, String email, Instant now, InvitationsConfig config) {
        String address = EventJson.digestOf(email.getBytes(StandardCharsets.UTF_8));
        // two that ask at once for the same address follow each other
        handle.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", address);
        demandFew(handle, "tenant_id = :key", tenant.value(), now, HOUR, config.perTenant(), "people of this tenant");
        demandFew(handle, "address_digest = :key", address, now, DAY, config.perAddress(), "this address");
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

    private static void demandFew(
            Handle handle, String whose, Object key, Instant now, Duration within, int most, String whom) {
        @Nullable
        Instant first = handle.createQuery("select asked_at from invitation_mail where " + whose
                        + " and asked_at > :since order by asked_at desc offset :most limit 1")
                .bind("key", key)
                .bind("since", now.minus(within))
                .bind("most", most - 1)
                .mapTo(Instant.class)
                .findOne()
                .orElse(null);
        if (first == null) return;
        throw Problem.tooMany(
                "%s got %d invitations already, which is the most in %d hours".formatted(whom, most, within.toHours()),
                Duration.between(now, first.plus(within)));
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
                .bind("before", now.minus(DAY.multipliedBy(2)))
                .execute();
    }
}
