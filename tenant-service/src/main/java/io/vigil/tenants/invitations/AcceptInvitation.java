package io.vigil.tenants.invitations;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.identity.Logins;
import io.vigil.tenants.invitations.Invitation.State;
import io.vigil.tenants.members.Administrators;
import io.vigil.tenants.members.Members;
import io.vigil.tenants.members.NewMember;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who comes by a mail's link. The link proves that the address is the person's; which login it is for is proven by
 * being signed in with it, or by making it now. So neither a forwarded link nor a login that merely claims the address
 * comes in.
 */
@ApplicationScoped
class AcceptInvitation {

    /** @param loginExists whether the address has one, to be signed in with */
    record Seen(String customer, String inviter, String email, Role role, State state, boolean loginExists) {}

    record Accepted(String slug, String customer, Role role, String subject) {}

    private record Found(TenantId tenant, UUID id) {}

    private record Customer(String slug, String name) {}

    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final Logins logins;
    private final Members members;
    private final AuditTrail audit;
    private final InstantSource clock;

    AcceptInvitation(
            PlatformTransaction platform,
            TenantTransaction transaction,
            Logins logins,
            Members members,
            AuditTrail audit,
            InstantSource clock) {
        this.platform = platform;
        this.transaction = transaction;
        this.logins = logins;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /** Empty for a link that never was, or was followed by a newer one. */
    Optional<Seen> look(String digest) {
        return find(digest)
                .flatMap(found -> transaction
                        .call(
                                found.tenant(),
                                handle ->
                                        current(handle, found, digest).map(kept -> seen(handle, found.tenant(), kept)))
                        .map(this::withLogin));
    }

    private Seen withLogin(Seen seen) {
        if (seen.state() != State.OPEN) return seen;
        return new Seen(
                seen.customer(),
                seen.inviter(),
                seen.email(),
                seen.role(),
                seen.state(),
                logins.byAddress(seen.email()).isPresent());
    }

    private Seen seen(Handle handle, TenantId tenant, InvitationTable.Kept kept) {
        Invitation shown = kept.shown();
        // whose inviter may no longer invite is as good as taken back
        State state =
                shown.state() == State.OPEN && !mayStillInvite(handle, tenant, kept) ? State.WITHDRAWN : shown.state();
        return new Seen(customer(handle, tenant).name(), shown.invitedBy(), shown.email(), shown.role(), state, false);
    }

    /** @throws Problem 404 for no link, 403 for another person's, 409 for one that is over or where a login exists */
    Accepted accept(Acceptance asked) {
        Found found = find(asked.digest()).orElseThrow(() -> Problem.notFound("nothing is here"));
        Invitation invitation = transaction
                .call(found.tenant(), handle -> demandOpen(handle, found, asked.digest(), /* lock */ false))
                .shown();
        Logins.Login login = asked.subject() == null ? made(invitation, asked) : signedIn(invitation, asked.subject());
        logins.addressIsTheirs(login);
        return transaction.call(found.tenant(), handle -> enter(handle, found, asked.digest(), login));
    }

    private Logins.Login signedIn(Invitation invitation, String subject) {
        return logins.bySubject(subject)
                .filter(login -> login.email().equals(invitation.email()))
                .orElseThrow(() -> Problem.forbidden("this invitation is for another address than your login's"));
    }

    private Logins.Login made(Invitation invitation, Acceptance asked) {
        if (logins.byAddress(invitation.email()).isPresent())
            throw Problem.conflict("there is a login for %s already; sign in with it".formatted(invitation.email()));
        String password = asked.password();
        if (password == null) throw Problem.badRequest("password is missing");
        return logins.make(
                new Logins.NewLogin(invitation.email(), text(asked.firstName()), text(asked.lastName()), password));
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    /** All is looked at again under the lock, for the login took its time. */
    private Accepted enter(Handle handle, Found found, String digest, Logins.Login login) {
        TenantId tenant = found.tenant();
        InvitationTable.Kept kept = demandOpen(handle, found, digest, /* lock */ true);
        Invitation invitation = kept.shown();
        if (kept.byOutsider()) Administrators.demandFirst(handle, tenant, invitation.role());
        Role role = members.join(
                handle,
                tenant,
                new NewMember(login.subject(), invitation.email(), invitation.role()),
                invitation.invitedBy());
        InvitationTable.end(handle, tenant, found.id(), State.ACCEPTED, clock.instant(), login.subject());
        audit.append(
                handle,
                tenant,
                new Caller(login.subject(), Optional.of(tenant), role, login.displayName()),
                "invitation.accepted",
                found.id().toString(),
                Map.of("email", invitation.email(), "role", role.name()));
        Customer customer = customer(handle, tenant);
        return new Accepted(customer.slug(), customer.name(), role, login.subject());
    }

    private InvitationTable.Kept demandOpen(Handle handle, Found found, String digest, boolean lock) {
        Closings.demandOpen(handle, found.tenant());
        var kept = lock
                ? InvitationTable.lock(handle, found.tenant(), found.id(), clock.instant())
                : InvitationTable.find(handle, found.tenant(), found.id(), clock.instant());
        InvitationTable.Kept open = kept.filter(known -> digest.equals(known.digest()))
                .orElseThrow(() -> Problem.notFound("nothing is here"));
        switch (open.shown().state()) {
            case OPEN -> {}
            case EXPIRED -> throw Problem.conflict("this invitation is no longer good; ask for a new one");
            case ACCEPTED -> throw Problem.conflict("this invitation was taken already; sign in");
            case WITHDRAWN, REPLACED -> throw Problem.conflict("this invitation was taken back; ask for a new one");
        }
        if (!mayStillInvite(handle, found.tenant(), open))
            throw Problem.conflict("who invited you may no longer do so; ask for a new invitation");
        return open;
    }

    /** Else somebody who was taken out could come back by an invitation made before. */
    private static boolean mayStillInvite(Handle handle, TenantId tenant, InvitationTable.Kept kept) {
        String query = kept.inviterRole().ofProvider()
                ? "select exists (select from msp_member where subject = :subject and role = 'MSP_ADMIN')"
                : "select exists (select from permission where subject = :subject and tenant_id = :tenant and role = 'ADMIN')";
        var asked = handle.createQuery(query).bind("subject", kept.inviter());
        if (!kept.inviterRole().ofProvider()) asked.bind("tenant", tenant.value());
        return asked.mapTo(Boolean.class).one();
    }

    private Optional<InvitationTable.Kept> current(Handle handle, Found found, String digest) {
        return InvitationTable.find(handle, found.tenant(), found.id(), clock.instant())
                .filter(kept -> digest.equals(kept.digest()));
    }

    private static Customer customer(Handle handle, TenantId tenant) {
        return handle.createQuery("select slug, name from tenant where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, context) -> new Customer(row.getString("slug"), row.getString("name")))
                .one();
    }

    private Optional<Found> find(String digest) {
        return platform.call(handle -> handle.createQuery(
                        "select tenant_id, invitation_id from invitation_holder where digest = :digest")
                .bind("digest", digest)
                .map((row, context) -> new Found(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        row.getObject("invitation_id", UUID.class)))
                .findOne());
    }
}
