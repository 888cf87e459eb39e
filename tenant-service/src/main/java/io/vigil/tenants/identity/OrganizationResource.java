package io.vigil.tenants.identity;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/organization")
@Blocking
@Tag(name = "Members")
class OrganizationResource {
    enum State {
        /** Keycloak holds all of it. */
        IN_STEP,
        /** It will soon. */
        WAITING,
        /** The last attempt failed; it is tried again. */
        FAILING,
        /** The customer left. */
        REMOVED
    }

    /**
     * @param problem why the last attempt failed; empty if it did not
     * @param nextAttemptAt null when there is nothing to do
     */
    record Organization(
            State state,
            int attempts,
            String problem,
            @Nullable Instant nextAttemptAt) {}

    private final TenantTransaction transaction;

    OrganizationResource(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    @GET
    @Permitted(
            value = {AUDITOR, ADMIN, MSP_ANALYST, MSP_ADMIN},
            withoutGrant = {MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "Whether the login service knows the tenant's organization and members as they are")
    public Organization find(@RestPath TenantId tenant) {
        return transaction
                .call(tenant, handle -> Organizations.find(handle, tenant))
                .map(OrganizationResource::shown)
                .orElseThrow(() -> Problem.notFound("nothing is here"));
    }

    private static Organization shown(Organizations.Standing standing) {
        State state;
        if (standing.behind()) state = standing.problem().isEmpty() ? State.WAITING : State.FAILING;
        else state = standing.absent() ? State.REMOVED : State.IN_STEP;
        return new Organization(
                state, standing.attempts(), standing.problem(), standing.behind() ? standing.dueAt() : null);
    }
}
