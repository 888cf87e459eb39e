package io.vigil.tenants.audit;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AnswerAudit;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.ReadAudit;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/tenants/{tenant}/audit/tenants")
@Blocking
@Tag(name = "Audit trail")
class AuditResource {
    private final AnswerAudit audit;

    AuditResource(AnswerAudit audit) {
        this.audit = audit;
    }

    @GET
    @Permitted({AUDITOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "Who did what with people, accounts, packs, checks and scans, and who of the provider looked")
    public ReadAudit.Page list(@RestPath TenantId tenant, @Valid @BeanParam AnswerAudit.Asked asked) {
        return audit.page(tenant, asked);
    }

    @GET
    @Path("/export")
    @Produces(MediaType.WILDCARD)
    @Permitted({AUDITOR, ADMIN, MSP_ADMIN})
    @Operation(summary = "The trail as a file: ndjson, which can be verified, or csv, for spreadsheets")
    public Response export(
            @RestPath TenantId tenant,
            @Valid @BeanParam AnswerAudit.Asked asked,
            @RestQuery @DefaultValue("ndjson") String format) {
        return audit.file(tenant, asked, format);
    }
}
