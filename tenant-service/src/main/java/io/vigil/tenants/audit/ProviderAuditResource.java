package io.vigil.tenants.audit;

import static io.vigil.tenancy.Role.MSP_ADMIN;

import io.smallrye.common.annotation.Blocking;
import io.vigil.tenancy.AnswerAudit;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.ReadAudit;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/msp/audit")
@Blocking
@Tag(name = "Provider")
class ProviderAuditResource {
    private final AnswerAudit audit;

    ProviderAuditResource(AnswerAudit audit) {
        this.audit = audit;
    }

    @GET
    @Permitted(MSP_ADMIN)
    @Operation(summary = "What the provider's people did and read in no tenant: their own members, lists of customers")
    public ReadAudit.Page list(@Valid @BeanParam AnswerAudit.Asked asked) {
        return audit.page(AuditTrail.PROVIDER, asked);
    }
}
