package io.vigil.tenants.invitations;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/tenants/{tenant}/invitations")
@Blocking
@Tag(name = "Members")
class InvitationsResource {
    private final InvitePeople invitePeople;
    private final TenantTransaction transaction;
    private final CurrentCaller caller;
    private final InstantSource clock;

    InvitationsResource(
            InvitePeople invitePeople, TenantTransaction transaction, CurrentCaller caller, InstantSource clock) {
        this.invitePeople = invitePeople;
        this.transaction = transaction;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @ResponseStatus(201)
    @Permitted(
            value = {ADMIN, MSP_ADMIN},
            withoutGrant = {MSP_ADMIN})
    @Operation(
            summary = "Invite somebody by mail; without a grant, the provider invites the first administrator alone."
                    + " 409 for a member, 429 when too many mails were asked for")
    public Invitation invite(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid NewInvitation asked) {
        return invitePeople.invite(tenant, asked, caller.get());
    }

    @GET
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "Invitations, newest first, with what became of them")
    public List<Invitation> list(@RestPath TenantId tenant) {
        return transaction.call(tenant, handle -> InvitationTable.list(handle, tenant, clock.instant()));
    }

    @POST
    @Path("/{invitation}/resend")
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(summary = "Send an open or expired invitation again, with a new link; the one before ends")
    public Invitation again(@RestPath TenantId tenant, @RestPath String invitation) {
        return invitePeople.again(tenant, id(invitation), caller.get());
    }

    @DELETE
    @Path("/{invitation}")
    @Permitted(
            value = {ADMIN, MSP_ADMIN},
            whileClosing = true)
    @Operation(summary = "Take an invitation back; its link is good for nothing from now on")
    public void withdraw(@RestPath TenantId tenant, @RestPath String invitation) {
        invitePeople.withdraw(tenant, id(invitation), caller.get());
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("nothing is here");
        }
    }
}
