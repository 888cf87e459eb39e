package io.vigil.tenants.ledger;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/scans/{scan}/progress")
@Blocking
@Tag(name = "Scans")
class ProgressResource {
    private final WatchScan watchScan;
    private final CurrentCaller caller;

    ProgressResource(WatchScan watchScan, CurrentCaller caller) {
        this.watchScan = watchScan;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(
            summary =
                    "The scan's progress as it happens; Last-Event-ID resumes, the message of the final state ends it")
    public Multi<OutboundSseEvent> watch(
            @RestPath TenantId tenant, @RestPath ScanId scan, @Context HttpHeaders headers, @Context Sse sse) {
        long after = lastSeen(headers.getHeaderString("Last-Event-ID"));
        return watchScan.watch(new WatchScan.Request(tenant, scan, after, caller.get()), sse);
    }

    private static long lastSeen(@Nullable String header) {
        if (header == null || header.isBlank()) return 0;
        try {
            return Long.parseLong(header.strip());
        } catch (NumberFormatException noNumber) {
            throw Problem.badRequest("Last-Event-ID '%s' is not a number of this stream".formatted(header));
        }
    }
}
