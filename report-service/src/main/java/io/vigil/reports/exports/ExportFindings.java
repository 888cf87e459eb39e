package io.vigil.reports.exports;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ReportManifest;
import io.vigil.contracts.TenantId;
import io.vigil.reports.attestations.ReadAttestations;
import io.vigil.reports.exceptions.ReadExceptions;
import io.vigil.reports.findings.Finding;
import io.vigil.reports.findings.FindingFilter;
import io.vigil.reports.findings.ListFindings;
import io.vigil.reports.packs.PacksSaid;
import io.vigil.reports.packs.ReadPacks;
import io.vigil.reports.proofs.Inputs;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes every matching finding in a form, page by page; nothing is held but the page. */
@ApplicationScoped
public class ExportFindings {
    private final ListFindings findings;
    private final ReadPacks readPacks;
    private final ReadExceptions readExceptions;
    private final ReadAttestations readAttestations;
    private final ReadAbout readAbout;
    private final InstantSource clock;

    ExportFindings(
            ListFindings findings,
            ReadPacks readPacks,
            ReadExceptions readExceptions,
            ReadAttestations readAttestations,
            ReadAbout readAbout,
            InstantSource clock) {
        this.findings = findings;
        this.readPacks = readPacks;
        this.readExceptions = readExceptions;
        this.readAttestations = readAttestations;
        this.readAbout = readAbout;
        this.clock = clock;
    }

    /** Leaves the stream open. */
    public void write(TenantId tenant, FindingFilter filter, ExportFormat format, OutputStream out) {
        Instant asOf = clock.instant();
        PacksSaid packs = readPacks.read(tenant, Optional.empty());
        try (FindingWriter writer = writer(format, packs, () -> readAbout.read(tenant), asOf, out)) {
            findings.forEach(tenant, filter, asOf, finding -> write(writer, finding));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /**
     * As {@link #write}, of a tenant or one of its accounts: every finding, and behind them the packs, what those decide out,
     * and the exceptions and attestations in force, where the form can hold more than findings (in NDJSON, the last three lines).
     *
     * @return what the file was made of
     */
    public ReportManifest.Inputs report(
            TenantId tenant, Optional<AccountId> account, ExportFormat format, OutputStream out) {
        Instant asOf = clock.instant();
        PacksSaid packs = readPacks.read(tenant, account);
        Behind behind =
                new Behind(packs, readExceptions.inForce(tenant, account), readAttestations.inForce(tenant, account));
        var digest = new FindingsDigest();
        FindingFilter all =
                FindingFilter.ofAccount(account.map(AccountId::value).orElse(null));
        try (FindingWriter writer = writer(format, packs, () -> readAbout.read(tenant), asOf, out)) {
            findings.forEach(tenant, all, asOf, finding -> {
                digest.add(finding);
                write(writer, finding);
            });
            writer.behind(behind);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return Inputs.of(asOf, account, packs, digest.sum(/* state */ "any"));
    }

    static FindingWriter writer(
            ExportFormat format, PacksSaid packs, Supplier<About> about, Instant asOf, OutputStream out)
            throws IOException {
        OutputStream open = new LeftOpen(out);
        return switch (format) {
            case CSV -> new TableOfFindings(new CsvTable(open), packs, asOf);
            case XLSX -> new TableOfFindings(new XlsxTable(open, TableOfFindings.FINDINGS), packs, asOf);
            case NDJSON -> new PlainLines(open);
            case OCSF -> new OcsfLines(open, about.get());
            case ASFF -> new AsffBatches(open, about.get());
        };
    }

    private static void write(FindingWriter writer, Finding finding) {
        try {
            writer.write(finding);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
