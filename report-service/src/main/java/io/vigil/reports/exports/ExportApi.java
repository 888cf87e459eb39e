package io.vigil.reports.exports;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.reports.findings.FindingFilter;
import io.vigil.reports.tenants.Slug;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.TenantTransaction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/tenants/{tenant}/findings/export")
@Tag(name = "Findings")
@Blocking
public class ExportApi {
    private static final int LONGEST_QUERY = 1_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ExportFindings exportFindings;
    private final TenantTransaction transaction;
    private final AuditTrail trail;
    private final CurrentCaller caller;
    private final InstantSource clock;

    ExportApi(
            ExportFindings exportFindings,
            TenantTransaction transaction,
            AuditTrail trail,
            CurrentCaller caller,
            InstantSource clock) {
        this.exportFindings = exportFindings;
        this.transaction = transaction;
        this.trail = trail;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.WILDCARD)
    @Operation(
            summary = "Every matching finding as a file, worst first",
            description = "The filter is the list's. csv and xlsx: a table, xlsx on several sheets where one is full. "
                    + "ndjson: a finding a line. ocsf: an event of OCSF's class Compliance Finding (2003) a line. "
                    + "asff: an input of Security Hub's BatchImportFindings a line, with at most 100 findings of one "
                    + "account and region.")
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public Response export(
            @PathParam("tenant") TenantId tenant,
            @Valid @BeanParam FindingFilter filter,
            @QueryParam("format")
                    @DefaultValue("csv")
                    @Parameter(description = "csv, xlsx, ndjson, ocsf or asff")
                    @Size(max = 20)
                    String format,
            @Context UriInfo uri) {
        ExportFormat wanted = ExportFormat.of(format);
        FindingFilter mine = filter.askedBy(caller.get().subject());
        mine.sql(clock.instant()); // a bad filter is answered before the first byte
        String asked = uri.getQueryParameters().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(parameter -> parameter.getKey() + "=" + String.join(",", parameter.getValue()))
                .collect(Collectors.joining("&"));
        String slug = transaction.call(tenant, handle -> {
            trail.append(
                    handle,
                    tenant,
                    caller.get(),
                    "findings.exported",
                    wanted.word(),
                    Map.of("query", WholeText.of(WholeText.cut(asked, LONGEST_QUERY))));
            return Slug.of(handle, tenant);
        });
        StreamingOutput body = out -> exportFindings.write(tenant, mine, wanted, out);
        return Response.ok(body, wanted.mediaType())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"vigil-findings-%s-%s.%s\""
                                .formatted(slug, TIME.format(clock.instant()), wanted.extension()))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
