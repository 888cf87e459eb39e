package io.vigil.tenants.packs;

import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.MSP_VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The provider's baseline, which every customer's pack begins with. */
@Path("/msp/pack")
@Blocking
@Tag(name = "Policy packs")
class BaselineResource {
    private final PublishPack publishPack;
    private final PreviewPack previewPack;
    private final Levels levels;
    private final RollOutBaseline rollOut;
    private final CurrentCaller caller;

    BaselineResource(
            PublishPack publishPack,
            PreviewPack previewPack,
            Levels levels,
            RollOutBaseline rollOut,
            CurrentCaller caller) {
        this.publishPack = publishPack;
        this.previewPack = previewPack;
        this.levels = levels;
        this.rollOut = rollOut;
        this.caller = caller;
    }

    @GET
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "The newest version of the provider's baseline")
    public LevelVersion newest() {
        return levels.newest(AuditTrail.PROVIDER, LevelTable.BASELINE);
    }

    @PUT
    @Permitted(MSP_ADMIN)
    @Operation(
            summary =
                    "Publish a version of the baseline; every tenant's packs follow in the background. 409 when there is"
                            + " a newer one than it is based on")
    public LevelVersion publish(@NotNull(message = "the body is missing") @Valid PackDraft draft) {
        return publishPack.baseline(draft, caller.get());
    }

    @POST
    @Path("/preview")
    @Permitted({MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "What a draft of the baseline would change, without publishing it")
    public Preview preview(@NotNull(message = "the body is missing") @Valid PackDraft draft) {
        return previewPack.baseline(draft, caller.get());
    }

    @GET
    @Path("/rollout")
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "How many tenants are judged by the newest baseline, and whose packs could not follow")
    public RollOutBaseline.RollOut rollOut() {
        return rollOut.standing();
    }

    @GET
    @Path("/versions")
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "What the baseline said before, newest first, without the documents")
    public Levels.Page versions(
            @RestQuery
                    @DefaultValue("20")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 100, message = "must be at most 100")
                    int limit,
            @RestQuery @DefaultValue("9007199254740991") @Min(value = 1, message = "must be at least 1") long cursor) {
        return levels.versions(AuditTrail.PROVIDER, LevelTable.BASELINE, cursor, limit);
    }

    @GET
    @Path("/versions/{version}")
    @Permitted({MSP_VIEWER, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "One version of the baseline; publishing its document anew rolls back to it")
    public LevelVersion version(@RestPath long version) {
        return levels.version(AuditTrail.PROVIDER, LevelTable.BASELINE, version);
    }
}
