package io.vigil.tenants.offboarding;

import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.MSP_VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Permitted;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Outside of any tenant: those that are gone are none any more. */
@Path("/msp/offboardings")
@Blocking
@Tag(name = "Provider")
class ProviderOffboardingsResource {
    private final Offboardings offboardings;

    ProviderOffboardingsResource(Offboardings offboardings) {
        this.offboardings = offboardings;
    }

    @GET
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "Customers that are being let go, and those that are gone, the newest first")
    public List<Offboarding> list() {
        return offboardings.all();
    }

    @GET
    @Path("/{customer}/certificate")
    @Produces(MediaType.WILDCARD)
    @Permitted(MSP_ADMIN)
    @Operation(summary = "The signed certificate that nothing is left of a customer, as a JWS; 404 until it is so")
    public Response certificate(@RestPath TenantId customer) {
        return Response.ok(offboardings.certificate(customer), "application/jose")
                .header("Content-Disposition", "attachment; filename=\"erasure-%s.jws\"".formatted(customer))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
