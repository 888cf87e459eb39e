package io.vigil.reports.workbench;

import io.vigil.contracts.ReportManifest;
import io.vigil.contracts.TenantId;
import io.vigil.reports.packs.ReadPacks;
import io.vigil.reports.proofs.Inputs;
import io.vigil.reports.proofs.SignReport;
import io.vigil.reports.tenants.Slug;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Closes an audit whose accounts are all signed off: its record is digested and signed, and nothing of it changes any more. */
@ApplicationScoped
class FinishAudit {
    private final AuditRecord record;
    private final ReadPacks readPacks;
    private final SignReport signReport;
    private final AuditTrail trail;

    FinishAudit(AuditRecord record, ReadPacks readPacks, SignReport signReport, AuditTrail trail) {
        this.record = record;
        this.readPacks = readPacks;
        this.signReport = signReport;
        this.trail = trail;
    }

    /**
     * By a caller who holds the audit.
     *
     * @return the audit as it is then
     */
    WeeklyAudit ifAllSigned(Handle handle, TenantId tenant, UUID audit, Caller by, Act last) {
        WeeklyAudit open = AuditTable.find(handle, tenant, audit);
        if (open.signedAccounts() < open.accounts()) return open;
        WeeklyAudit whole = open.signed(
                last, saved(handle, tenant, open).map(Duration::toSeconds).orElse(null), null);
        var digest = new RecordDigest();
        record.write(handle, tenant, whole, digest);
        String slug = Slug.of(handle, tenant);
        var file = new WeeklyAudit.File(
                "vigil-audit-%s-%d-%s.ndjson"
                        .formatted(slug, open.number(), LocalDate.ofInstant(last.at(), ZoneOffset.UTC)),
                digest.bytes(),
                digest.sha256OfAll());
        String signature = signReport.sign(new ReportManifest(
                ReportManifest.FORMAT,
                tenant,
                audit.toString(),
                new ReportManifest.File(file.name(), AuditRecord.MEDIA_TYPE, file.bytes(), file.sha256()),
                Inputs.of(
                        last.at(),
                        Optional.empty(),
                        readPacks.read(handle, tenant, Optional.empty()),
                        new ReportManifest.Findings("audited", digest.items(), digest.sha256OfItems()))));
        AuditTable.sign(handle, tenant, whole.signed(last, whole.savedSeconds(), file), signature);
        FleetAudits.keep(handle, tenant, audit);
        trail.append(
                handle,
                tenant,
                by,
                "audit.signed",
                audit.toString(),
                Map.of("number", open.number(), "sha256", file.sha256(), "seconds", open.seconds()));
        return AuditTable.find(handle, tenant, audit);
    }

    private static Optional<Duration> saved(Handle handle, TenantId tenant, WeeklyAudit audit) {
        AuditTable.Measured measured = AuditTable.measured(handle, tenant);
        return AuditMinutes.saved(measured.time(), measured.looked(), audit.together());
    }
}
