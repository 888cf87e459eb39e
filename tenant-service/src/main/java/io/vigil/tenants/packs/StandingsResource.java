package io.vigil.tenants.packs;

import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.MSP_VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.tenancy.Permitted;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/msp/acknowledgements")
@Blocking
@Tag(name = "Policy packs")
class StandingsResource {
    private final Standings standings;

    StandingsResource(Standings standings) {
        this.standings = standings;
    }

    @GET
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN})
    @Operation(
            summary =
                    "Customers that answer for checks of their pack in force that nobody of theirs acknowledged, by slug;"
                            + " with all=true also the others")
    public Standings.Page list(
            @RestQuery @DefaultValue("false") boolean all,
            @RestQuery
                    @DefaultValue("100")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 1000, message = "must be at most 1000")
                    int limit,
            @RestQuery @DefaultValue("") @Size(max = 40, message = "must be at most 40 characters") String cursor) {
        return standings.page(all, cursor, limit);
    }
}
