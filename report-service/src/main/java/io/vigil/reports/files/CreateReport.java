package io.vigil.reports.files;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ReportManifest;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exports.ExportContent;
import io.vigil.reports.exports.ExportFindings;
import io.vigil.reports.exports.ExportFormat;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.reports.files.ReportFiles.State;
import io.vigil.reports.files.ReportFiles.Stored;
import io.vigil.reports.kinds.CollectContent;
import io.vigil.reports.kinds.Content;
import io.vigil.reports.kinds.ReportAsk;
import io.vigil.reports.kinds.ReportKind;
import io.vigil.reports.render.RenderContent;
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

/** Makes a report of any kind, of a tenant or of one of its accounts, and keeps it as a file. */
@ApplicationScoped
public class CreateReport {
    private final RenderPdf renderPdf;
    private final ExportFindings exportFindings;
    private final CollectContent collectContent;
    private final RenderContent renderContent;
    private final ReportFiles files;
    private final TenantTransaction transaction;
    private final InstantSource clock;

    CreateReport(
            RenderPdf renderPdf,
            ExportFindings exportFindings,
            CollectContent collectContent,
            RenderContent renderContent,
            ReportFiles files,
            TenantTransaction transaction,
            InstantSource clock) {
        this.renderPdf = renderPdf;
        this.exportFindings = exportFindings;
        this.collectContent = collectContent;
        this.renderContent = renderContent;
        this.files = files;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Notes the report; {@link #make} makes it.
     *
     * @param language of the dates on pages
     */
    public Stored order(TenantId tenant, UUID id, Format format, ReportAsk ask, Locale language, Caller by) {
        return files.order(tenant, id, format, name(tenant, format, ask), ask, language, by);
    }

    /** Makes an ordered report; one that is ready stays as it is. */
    public Stored make(TenantId tenant, UUID id) {
        Stored ordered = files.find(tenant, id);
        if (ordered.state() == State.READY) return ordered;
        return files.store(tenant, id, out -> write(tenant, ordered, out));
    }

    private ReportManifest.Inputs write(TenantId tenant, Stored ordered, OutputStream out) {
        return ordered.ask().kind() == ReportKind.POSTURE
                ? posture(tenant, ordered, out)
                : content(collectContent.collect(tenant, ordered.ask()), ordered, out);
    }

    private ReportManifest.Inputs posture(TenantId tenant, Stored ordered, OutputStream out) {
        Optional<AccountId> account = ordered.ask().account();
        return switch (ordered.format()) {
            case PDF -> renderPdf.render(tenant, account, ordered.language(), out);
            case CSV -> exportFindings.report(tenant, account, ExportFormat.CSV, out);
            case XLSX -> exportFindings.report(tenant, account, ExportFormat.XLSX, out);
            case NDJSON -> exportFindings.report(tenant, account, ExportFormat.NDJSON, out);
            case OCSF -> exportFindings.report(tenant, account, ExportFormat.OCSF, out);
            case HTML -> throw new IllegalStateException("a posture was ordered as " + ordered.format());
        };
    }

    private ReportManifest.Inputs content(Content content, Stored ordered, OutputStream out) {
        return switch (ordered.format()) {
            case PDF -> renderContent.pdf(content, ordered.language(), out);
            case HTML -> renderContent.html(content, ordered.language(), out);
            case CSV -> ExportContent.write(content, ExportFormat.CSV, out);
            case XLSX -> ExportContent.write(content, ExportFormat.XLSX, out);
            case NDJSON -> ExportContent.write(content, ExportFormat.NDJSON, out);
            case OCSF -> throw new IllegalStateException("events were ordered of a " + content.kind());
        };
    }

    private String name(TenantId tenant, Format format, ReportAsk ask) {
        String slug = transaction.call(tenant, handle -> Slug.of(handle, tenant));
        return "vigil-%s%s%s%s-%s.%s"
                .formatted(
                        slug,
                        ask.kind() == ReportKind.POSTURE ? "" : "-" + ask.kind().word(),
                        ask.framework().map(id -> "-" + id).orElse(""),
                        ask.account().map(id -> "-" + id).orElse(""),
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                        format.extension());
    }
}
