package io.vigil.reports.files;

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
import io.vigil.contracts.Uuids;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.changes.Between;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.reports.files.ReportFiles.Stored;
import io.vigil.reports.kinds.ReportAsk;
import io.vigil.reports.kinds.ReportKind;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/reports")
@Tag(name = "Reports")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ReportsApi {
    private static final Duration A_WEEK = Duration.ofDays(7);

    /**
     * A report as it is asked for.
     *
     * @param kind posture, executive, framework, change or exposure; posture when absent
     * @param framework id; of the kind framework alone, which needs it
     * @param since ISO instant from which a change report tells; a week ago when absent
     */
    public record Order(
            @NotNull @Size(max = 20) String format,
            @Nullable AccountId account,
            @Nullable @Size(max = 20) String kind,
            @Nullable @Size(max = 100) String framework,
            @Nullable @Size(max = 40) String since) {}

    /**
     * @param account the only one that it tells of; null: all of the tenant's
     * @param since from when a change report tells, and until when; null for any other
     * @param state {@code making}, {@code ready} or {@code failed}; size and digest are there when it is ready
     * @param signed not if it was made before reports were signed
     */
    public record Report(
            UUID id,
            String kind,
            @Nullable AccountId account,
            @Nullable String framework,
            @Nullable Instant since,
            @Nullable Instant until,
            String format,
            String name,
            String state,
            long bytes,
            String sha256,
            boolean signed,
            String failure,
            Instant createdAt) {
        static Report of(Stored stored) {
            return new Report(
                    stored.id(),
                    stored.ask().kind().word(),
                    stored.ask().account().orElse(null),
                    stored.ask().framework().orElse(null),
                    stored.ask().span().map(ReportAsk.Span::since).orElse(null),
                    stored.ask().span().map(ReportAsk.Span::until).orElse(null),
                    stored.format().word(),
                    stored.name(),
                    stored.state().name().toLowerCase(Locale.ROOT),
                    stored.bytes(),
                    stored.sha256(),
                    stored.signed(),
                    stored.failure(),
                    stored.createdAt());
        }
    }

    private final CreateReport createReport;
    private final ReportTask task;
    private final ReportFiles files;
    private final CurrentCaller caller;
    private final Catalogue catalogue;
    private final InstantSource clock;
    private final SecureRandom random;

    ReportsApi(
            CreateReport createReport,
            ReportTask task,
            ReportFiles files,
            CurrentCaller caller,
            Catalogue catalogue,
            InstantSource clock,
            SecureRandom random) {
        this.createReport = createReport;
        this.task = task;
        this.files = files;
        this.caller = caller;
        this.catalogue = catalogue;
        this.clock = clock;
        this.random = random;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Order a report; it is made in the background and kept")
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    public Response create(@PathParam("tenant") TenantId tenant, @Valid @NotNull Order order) {
        Caller who = caller.get();
        UUID id = Uuids.ofName("report", random.nextLong(), random.nextLong());
        ReportAsk ask =
                between(ReportAsk.of(order.kind(), order.account(), order.framework(), catalogue), order.since());
        Stored stored = createReport.order(tenant, id, Format.of(order.format(), ask.kind()), ask, Locale.ENGLISH, who);
        task.queue(tenant, id);
        return Response.accepted(Report.of(stored))
                .location(URI.create("/tenants/" + tenant + "/reports/" + stored.id()))
                .build();
    }

    @GET
    @Operation(summary = "Reports that were made, newest first")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public List<Report> list(
            @PathParam("tenant") TenantId tenant,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(500) int limit) {
        return files.list(tenant, limit).stream().map(Report::of).toList();
    }

    @GET
    @Path("/{report}")
    @Operation(summary = "How far a report is")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public Report read(@PathParam("tenant") TenantId tenant, @PathParam("report") String report) {
        return Report.of(files.find(tenant, id(report)));
    }

    @GET
    @Path("/{report}/content")
    @Produces(MediaType.WILDCARD)
    @Operation(summary = "The file itself; 409 while it is being made")
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public Response content(@PathParam("tenant") TenantId tenant, @PathParam("report") String report) {
        Stored stored = files.find(tenant, id(report));
        return Response.ok(files.open(tenant, stored.id()), stored.format().mediaType())
                .header("Content-Disposition", "attachment; filename=\"" + stored.name() + "\"")
                .header("Content-Length", stored.bytes())
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    @GET
    @Path("/{report}/signature")
    @Produces(ReportFiles.SIGNATURE_TYPE)
    @Operation(
            summary = "The file's digest and what it was made of, signed; ./vigil report verify checks it",
            description =
                    "The compact form of JWS (RFC 7515, ES256) by the key of report-service. 409 while the file is "
                            + "being made.")
    @Permitted({AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    public Response signature(@PathParam("tenant") TenantId tenant, @PathParam("report") String report) {
        Stored stored = files.find(tenant, id(report));
        String signature = files.signature(tenant, stored.id())
                .orElseThrow(() -> Problem.notFound("report %s was made before reports were signed".formatted(report)));
        return Response.ok(signature, ReportFiles.SIGNATURE_TYPE)
                .header("Content-Disposition", "attachment; filename=\"" + stored.name() + ".jws\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** @throws Problem 400 for what is no instant of the past, and for one of another kind */
    private ReportAsk between(ReportAsk ask, @Nullable String since) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (since == null || since.isEmpty()) return ask.between(now.minus(A_WEEK), now);
        if (ask.kind() != ReportKind.CHANGE)
            throw Problem.badRequest("since: only a report of the kind change begins at a moment");
        Instant from = Between.parse("since", since).truncatedTo(ChronoUnit.MICROS);
        if (!from.isBefore(now)) throw Problem.badRequest("since '%s' is not past".formatted(since));
        return ask.between(from, now);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("no report " + text);
        }
    }
}
