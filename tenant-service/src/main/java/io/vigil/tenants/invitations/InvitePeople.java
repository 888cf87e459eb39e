package io.vigil.tenants.invitations;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.NewIds;
import io.vigil.tenants.customers.Tenants;
import io.vigil.tenants.invitations.Invitation.State;
import io.vigil.tenants.members.Administrators;
import io.vigil.tenants.members.Members;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Asks people in by mail, again, or no more. */
@ApplicationScoped
class InvitePeople {
    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final InvitationsConfig config;
    private final NewIds ids;
    private final InstantSource clock;

    InvitePeople(
            TenantTransaction transaction,
            AuditTrail audit,
            InvitationsConfig config,
            NewIds ids,
            InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What was open to the address is replaced, and its link good for nothing.
     *
     * @throws Problem 409 for a member or too many open ones, 429 for too many mails
     */
    Invitation invite(TenantId tenant, NewInvitation asked, Caller by) {
        refuseTokens(by);
        Members.demandCustomers(asked.role());
        return transaction.call(tenant, handle -> {
            Tenants.require(handle, tenant);
            if (by.outside()) Administrators.demandFirst(handle, tenant, asked.role());
            demandNoMember(handle, tenant, asked.address());
            Instant now = now();
            InvitationTable.replace(handle, tenant, asked.address(), now);
            if (InvitationTable.open(handle, tenant, now) >= config.open())
                throw Problem.conflict("there are %d open invitations, which is the most".formatted(config.open()));
            Invitation invitation = new Invitation(
                    ids.invitation(),
                    asked.address(),
                    asked.role(),
                    State.OPEN,
                    now,
                    by.displayName(),
                    now.plus(config.life()),
                    null,
                    "",
                    null);
            InvitationTable.insert(
                    handle,
                    tenant,
                    new InvitationTable.Kept(invitation, by.subject(), by.role(), by.outside(), /* digest */ null));
            InvitationMails.ask(handle, tenant, invitation.id(), invitation.email(), now, config);
            told(handle, tenant, by, "invitation.made", invitation);
            return invitation;
        });
    }

    /** With a new link and all of the time again; the one before is good for nothing once the mail goes out. */
    Invitation again(TenantId tenant, UUID id, Caller by) {
        refuseTokens(by);
        return transaction.call(tenant, handle -> {
            Instant now = now();
            Invitation invitation = locked(handle, tenant, id, now);
            InvitationMails.ask(handle, tenant, id, invitation.email(), now, config);
            InvitationTable.prolong(handle, tenant, id, now.plus(config.life()));
            told(handle, tenant, by, "invitation.sent.again", invitation);
            return InvitationTable.find(handle, tenant, id, now).orElseThrow().shown();
        });
    }

    void withdraw(TenantId tenant, UUID id, Caller by) {
        transaction.run(tenant, handle -> {
            Instant now = now();
            Invitation invitation = locked(handle, tenant, id, now);
            InvitationTable.end(handle, tenant, id, State.WITHDRAWN, now, /* acceptedBy */ null);
            told(handle, tenant, by, "invitation.withdrawn", invitation);
        });
    }

    /** Who stole a token must not be able to outlive its revocation by a login. */
    private static void refuseTokens(Caller by) {
        if (by.token().isPresent()) throw Problem.forbidden("a token invites nobody; sign in");
    }

    private static Invitation locked(Handle handle, TenantId tenant, UUID id, Instant now) {
        Invitation invitation = InvitationTable.lock(handle, tenant, id, now)
                .orElseThrow(() -> Problem.notFound("nothing is here"))
                .shown();
        if (invitation.endedAt() != null) throw Problem.conflict("this invitation is over; make a new one");
        return invitation;
    }

    private static void demandNoMember(Handle handle, TenantId tenant, String email) {
        boolean member = handle.createQuery(
                        "select exists (select from member where tenant_id = :tenant and lower(email) = :email)")
                .bind("tenant", tenant.value())
                .bind("email", email)
                .mapTo(Boolean.class)
                .one();
        if (member) throw Problem.conflict("%s is a member already; change the role there".formatted(email));
    }

    private void told(Handle handle, TenantId tenant, Caller by, String action, Invitation invitation) {
        audit.append(
                handle,
                tenant,
                by,
                action,
                invitation.id().toString(),
                Map.of("email", invitation.email(), "role", invitation.role().name()));
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
