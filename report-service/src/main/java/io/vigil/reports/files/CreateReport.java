package io.vigil.reports.files;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ReportManifest;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exports.ExportFindings;
import io.vigil.reports.exports.ExportFormat;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.reports.files.ReportFiles.State;
import io.vigil.reports.files.ReportFiles.Stored;
import io.vigil.reports.render.RenderPdf;
import io.vigil.reports.tenants.Slug;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Makes a report of a tenant, or of one of its accounts, and keeps it as a file. */
@ApplicationScoped
public class CreateReport {
    private final RenderPdf renderPdf;
    private final ExportFindings exportFindings;
    private final ReportFiles files;
    private final TenantTransaction transaction;
    private final InstantSource clock;

    CreateReport(
            RenderPdf renderPdf,
            ExportFindings exportFindings,
            ReportFiles files,
            TenantTransaction transaction,
            InstantSource clock) {
        this.renderPdf = renderPdf;
        this.exportFindings = exportFindings;
        this.files = files;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Notes the report; {@link #make} makes it.
     *
     * @param language of the dates in a PDF
     */
    public Stored order(
            TenantId tenant, UUID id, Format format, Optional<AccountId> account, Locale language, Caller by) {
        return files.order(tenant, id, format, name(tenant, format, account), account, language, by);
    }

    /** Makes an ordered report; one that is ready stays as it is. */
    public Stored make(TenantId tenant, UUID id) {
        Stored ordered = files.find(tenant, id);
        if (ordered.state() == State.READY) return ordered;
        return files.store(tenant, id, out -> write(tenant, ordered, out));
    }

    private ReportManifest.Inputs write(TenantId tenant, Stored ordered, OutputStream out) {
        return switch (ordered.format()) {
            case PDF -> renderPdf.render(tenant, ordered.account(), ordered.language(), out);
            case CSV -> exportFindings.report(tenant, ordered.account(), ExportFormat.CSV, out);
            case XLSX -> exportFindings.report(tenant, ordered.account(), ExportFormat.XLSX, out);
            case NDJSON -> exportFindings.report(tenant, ordered.account(), ExportFormat.NDJSON, out);
            case OCSF -> exportFindings.report(tenant, ordered.account(), ExportFormat.OCSF, out);
        };
    }

    private String name(TenantId tenant, Format format, Optional<AccountId> account) {
        String slug = transaction.call(tenant, handle -> Slug.of(handle, tenant));
        return "vigil-%s%s-%s.%s"
                .formatted(
                        slug,
                        account.map(id -> "-" + id).orElse(""),
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                        format.extension());
    }
}
