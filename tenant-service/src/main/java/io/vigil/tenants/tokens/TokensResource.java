package io.vigil.tenants.tokens;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

/** The provider's staff makes none: a token would outlive the grant that lets them in. */
@Path("/tenants/{tenant}/tokens")
@Blocking
@Tag(name = "API tokens")
class TokensResource {
    private final MakeToken makeToken;
    private final Tokens tokens;
    private final CurrentCaller caller;

    TokensResource(MakeToken makeToken, Tokens tokens, CurrentCaller caller) {
        this.makeToken = makeToken;
        this.tokens = tokens;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN})
    @Operation(summary = "Make a token for yourself or a service account; the answer is the only place of its secret")
    public MakeToken.Made make(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid NewToken asked) {
        return makeToken.make(tenant, asked, caller.get());
    }

    @GET
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "Tokens, newest first: your own, or all for auditors and administrators")
    public List<ApiToken> list(@RestPath TenantId tenant) {
        return tokens.list(tenant, caller.get());
    }

    @DELETE
    @Path("/{token}")
    @Permitted(
            value = {VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ADMIN},
            whileClosing = true)
    @Operation(summary = "Revoke a token; it counts within a second, also for what is being streamed")
    public void revoke(@RestPath TenantId tenant, @RestPath String token) {
        tokens.revoke(tenant, token, caller.get());
    }
}
