package io.vigil.tenants.transfers;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenants.accounts.Account;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/tenants/{tenant}/accounts")
@Blocking
@Tag(name = "AWS accounts")
class TransfersResource {
    private final OfferTransfer offerTransfer;
    private final TakeAccount takeAccount;
    private final CurrentCaller caller;

    TransfersResource(OfferTransfer offerTransfer, TakeAccount takeAccount, CurrentCaller caller) {
        this.offerTransfer = offerTransfer;
        this.takeAccount = takeAccount;
        this.caller = caller;
    }

    @POST
    @Path("/{account}/transfer")
    @ResponseStatus(201)
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(summary = "Offer an account to another customer; the answer holds the code by which that one takes it")
    public Transfer.Made offer(
            @RestPath TenantId tenant,
            @RestPath AccountId account,
            @NotNull(message = "the body is missing") @Valid NewTransfer asked) {
        return offerTransfer.offer(tenant, account, asked, caller.get());
    }

    @GET
    @Path("/{account}/transfer")
    @Permitted({AUDITOR, ADMIN, MSP_ADMIN})
    @Operation(summary = "To whom an account is offered, and until when; 404 when to nobody")
    public Transfer find(@RestPath TenantId tenant, @RestPath AccountId account) {
        return offerTransfer.find(tenant, account);
    }

    @DELETE
    @Path("/{account}/transfer")
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(summary = "Take the offer back")
    public void withdraw(@RestPath TenantId tenant, @RestPath AccountId account) {
        offerTransfer.withdraw(tenant, account, caller.get());
    }

    @POST
    @Path("/transfers")
    @ResponseStatus(201)
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(
            summary =
                    "Take an account that another customer offered: it is disconnected there, connected here, and its role needs the new ExternalId")
    public Account take(@RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid Acceptance asked) {
        return takeAccount.take(tenant, asked, caller.get());
    }
}
