package io.vigil.tenants.connections;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/tenants/{tenant}/accounts/{account}/connection")
@Blocking
@Tag(name = "AWS accounts")
class ConnectionResource {
    private final Connections connections;
    private final AskProbe askProbe;
    private final WatchConnection watchConnection;
    private final CurrentCaller caller;

    ConnectionResource(
            Connections connections, AskProbe askProbe, WatchConnection watchConnection, CurrentCaller caller) {
        this.connections = connections;
        this.askProbe = askProbe;
        this.watchConnection = watchConnection;
        this.caller = caller;
    }

    @GET
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(
            summary =
                    "How the account's role answers: what AWS says, what to do, which actions are missing, its history")
    public Connection find(@RestPath TenantId tenant, @RestPath AccountId account) {
        return connections.find(tenant, account);
    }

    @POST
    @Path("/test")
    @ResponseStatus(202)
    @Permitted({OPERATOR, ADMIN, MSP_ADMIN})
    @Operation(summary = "Try the account's role now; the answer shows in the connection within seconds")
    public Connection test(@RestPath TenantId tenant, @RestPath AccountId account) {
        askProbe.forPerson(tenant, account, caller.get());
        return connections.find(tenant, account);
    }

    @GET
    @Path("/progress")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "The connection each time that the role was tried, beginning with how it stands now")
    public Multi<OutboundSseEvent> watch(@RestPath TenantId tenant, @RestPath AccountId account, @Context Sse sse) {
        connections.find(tenant, account);
        return watchConnection.watch(tenant, account, caller.get(), sse);
    }
}
