package io.vigil.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import io.vigil.contracts.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.jspecify.annotations.Nullable;

/** What each service answers about its own trails; the endpoints differ in their paths only. */
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class AnswerAudit {

    /** What is asked for, newest first; {@code before} is the {@code next} of the page before. */
    public static class Asked {
        @QueryParam("actor")
        @Size(max = 255, message = "must be at most 255 characters")
        public @Nullable String actor;

        @QueryParam("action")
        @Size(max = 100, message = "must be at most 100 characters")
        public @Nullable String action;

        @QueryParam("from")
        @Size(max = 40, message = "must be at most 40 characters")
        public @Nullable String from;

        @QueryParam("until")
        @Size(max = 40, message = "must be at most 40 characters")
        public @Nullable String until;

        @QueryParam("limit")
        @DefaultValue("50")
        @Min(value = 1, message = "must be at least 1")
        @Max(value = 500, message = "must be at most 500")
        public int limit;

        @QueryParam("before")
        @Min(value = 1, message = "must be at least 1")
        public @Nullable Long before;

        AuditFilter filter() {
            return AuditFilter.of(actor, action, from, until);
        }
    }

    private final ReadAudit audit;
    private final ExportAudit export;
    private final CurrentCaller caller;

    AnswerAudit(ReadAudit audit, ExportAudit export, CurrentCaller caller) {
        this.audit = audit;
        this.export = export;
        this.caller = caller;
    }

    public ReadAudit.Page page(TenantId tenant, Asked asked) {
        long before = asked.before == null ? Long.MAX_VALUE : asked.before;
        return audit.page(tenant, asked.filter(), before, asked.limit);
    }

    /** @throws Problem 400 before the first byte */
    public Response file(TenantId tenant, Asked asked, String format) {
        AuditFilter filter = asked.filter();
        String type = switch (format) {
            case "ndjson" -> "application/x-ndjson";
            case "csv" -> "text/csv; charset=utf-8";
            default -> throw Problem.badRequest("format '%s' is none of ndjson, csv".formatted(format));
        };
        export.note(tenant, format, caller.get());
        StreamingOutput body = format.equals("csv")
                ? out -> export.csv(tenant, filter, out)
                : out -> export.ndjson(tenant, filter, out);
        return Response.ok(body, type)
                .header("Content-Disposition", "attachment; filename=\"audit.%s\"".formatted(format))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
