package io.vigil.reports.workbench;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.files.ReportFiles;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who audits is an auditor: of the customer, or of the provider by a grant, the standing one included. */
@Path("/tenants/{tenant}/audits")
@Tag(name = "Audits")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AuditsApi {

    /**
     * @param revision of the account as it was seen
     * @param note plain, at most 4,000 characters; absent leaves the one that is there, empty takes it away
     */
    @Schema(name = "AuditNote")
    public record Seen(
            @NotNull(message = "is missing") Integer revision,
            @Nullable String note) {}

    /** @param account whose page is open; absent for the audit's own */
    @Schema(name = "AuditBeat")
    public record Beat(@Nullable AccountId account) {}

    /** @param seconds that the audit took so far */
    @Schema(name = "AuditTime")
    public record Time(long seconds) {}

    private final TenantTransaction transaction;
    private final OpenAudit openAudit;
    private final ReadAudits readAudits;
    private final LookAtAccount lookAtAccount;
    private final NoteAccount noteAccount;
    private final SignOff signOff;
    private final CountTime countTime;
    private final AuditRecord record;
    private final CurrentCaller caller;

    AuditsApi(
            TenantTransaction transaction,
            OpenAudit openAudit,
            ReadAudits readAudits,
            LookAtAccount lookAtAccount,
            NoteAccount noteAccount,
            SignOff signOff,
            CountTime countTime,
            AuditRecord record,
            CurrentCaller caller) {
        this.transaction = transaction;
        this.openAudit = openAudit;
        this.readAudits = readAudits;
        this.lookAtAccount = lookAtAccount;
        this.noteAccount = noteAccount;
        this.signOff = signOff;
        this.countTime = countTime;
        this.record = record;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Audits, newest first, a page at a time; the first may be open")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadAudits.Page list(
            @PathParam("tenant") TenantId tenant,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("cursor") @Nullable Integer cursor) {
        return readAudits.page(tenant, cursor, limit);
    }

    @POST
    @Operation(summary = "Open the next audit, or find the one that is open")
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public Response open(@PathParam("tenant") TenantId tenant) {
        OpenAudit.Opened opened = openAudit.open(tenant, caller.get());
        URI place = URI.create(
                "/tenants/%s/audits/%s".formatted(tenant, opened.audit().id()));
        return (opened.first() ? Response.created(place) : Response.ok())
                .entity(opened.audit())
                .build();
    }

    @GET
    @Path("/{audit}")
    @Operation(summary = "An audit with its accounts, first those in which there is something to look at")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadAudits.Detail read(@PathParam("tenant") TenantId tenant, @PathParam("audit") UUID audit) {
        return readAudits.one(tenant, audit);
    }

    @GET
    @Path("/{audit}/accounts/{account}")
    @Operation(summary = "What there is to look at in an account, worst first, a page at a time")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public ReadAudits.AccountDetail account(
            @PathParam("tenant") TenantId tenant,
            @PathParam("audit") UUID audit,
            @PathParam("account") AccountId account,
            @QueryParam("kind")
                    @Parameter(description = "changed, expired, not_evaluated or overdue")
                    @Size(max = 20)
                    @Nullable
                    String kind,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(500) int limit,
            @QueryParam("cursor") @Size(max = 100) @Nullable String cursor) {
        return readAudits.account(tenant, audit, account, kind, cursor, limit);
    }

    @POST
    @Path("/{audit}/accounts/{account}/look")
    @Operation(
            summary = "Bring an account up to now, and say that one looks at it; what comes later is the next audit's")
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public AuditedAccount look(
            @PathParam("tenant") TenantId tenant,
            @PathParam("audit") UUID audit,
            @PathParam("account") AccountId account) {
        return lookAtAccount.look(tenant, audit, account, caller.get());
    }

    @PUT
    @Path("/{audit}/accounts/{account}/note")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say something of an account; 409 if it is not as it was seen")
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public AuditedAccount note(
            @PathParam("tenant") TenantId tenant,
            @PathParam("audit") UUID audit,
            @PathParam("account") AccountId account,
            @NotNull(message = "the body is missing") @Valid Seen seen) {
        return noteAccount.note(tenant, audit, account, seen.revision(), seen.note(), caller.get());
    }

    @POST
    @Path("/{audit}/accounts/{account}/sign-off")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Sign an account off for good, with the last of them the audit; 409 if it is not as it was seen")
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public WeeklyAudit signOff(
            @PathParam("tenant") TenantId tenant,
            @PathParam("audit") UUID audit,
            @PathParam("account") AccountId account,
            @NotNull(message = "the body is missing") @Valid Seen seen) {
        return signOff.account(tenant, audit, account, seen.revision(), seen.note(), caller.get());
    }

    @POST
    @Path("/{audit}/unchanged")
    @Operation(summary = "Sign every account off in which nothing changed until now")
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public WeeklyAudit unchanged(@PathParam("tenant") TenantId tenant, @PathParam("audit") UUID audit) {
        return signOff.unchanged(tenant, audit, caller.get());
    }

    @POST
    @Path("/{audit}/time")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The beat of a page on which somebody is active",
            description =
                    "Once in 30 seconds. What is counted is the time between two beats of one person by the clock of the "
                            + "service; nothing where they are more than 90 seconds apart.")
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public Time beat(
            @PathParam("tenant") TenantId tenant,
            @PathParam("audit") UUID audit,
            @NotNull(message = "the body is missing") Beat beat) {
        return new Time(countTime.beat(tenant, audit, Optional.ofNullable(beat.account()), caller.get()));
    }

    @GET
    @Path("/{audit}/content")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "The record of a signed audit as ndjson; 409 while it is open")
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public Response content(@PathParam("tenant") TenantId tenant, @PathParam("audit") UUID audit) {
        WeeklyAudit signed = transaction.call(tenant, handle -> AuditTable.find(handle, tenant, audit));
        WeeklyAudit.File file = file(signed);
        StreamingOutput body = out -> record.write(tenant, signed, out);
        return Response.ok(body, AuditRecord.MEDIA_TYPE)
                .header("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
                .header("Content-Length", file.bytes())
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    @GET
    @Path("/{audit}/signature")
    @Produces(ReportFiles.SIGNATURE_TYPE)
    @Operation(
            summary = "The record's digest, signed; ./vigil report verify checks it",
            description =
                    "The compact form of JWS (RFC 7515, ES256) by the key of report-service. 409 while the audit is open.")
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public Response signature(@PathParam("tenant") TenantId tenant, @PathParam("audit") UUID audit) {
        WeeklyAudit.File file = file(transaction.call(tenant, handle -> AuditTable.find(handle, tenant, audit)));
        String signature = transaction
                .call(tenant, handle -> AuditTable.signature(handle, tenant, audit))
                .orElseThrow();
        return Response.ok(signature, ReportFiles.SIGNATURE_TYPE)
                .header("Content-Disposition", "attachment; filename=\"" + file.name() + ".jws\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static WeeklyAudit.File file(WeeklyAudit audit) {
        WeeklyAudit.File file = audit.file();
        if (file == null) throw Problem.conflict("audit %d is not signed off yet".formatted(audit.number()));
        return file;
    }
}
