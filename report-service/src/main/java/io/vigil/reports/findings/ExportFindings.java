package io.vigil.reports.findings;

import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exceptions.ReadExceptions;
import io.vigil.reports.packs.PacksSaid;
import io.vigil.reports.packs.ReadPacks;
import io.vigil.tenancy.SpreadsheetCell;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes every matching finding as CSV or NDJSON, page by page; nothing is held but the page. */
@ApplicationScoped
public class ExportFindings {
    private static final List<String> HEADER = List.of(
            "id",
            "check",
            "title",
            "severity",
            "layer",
            "service",
            "owner",
            "account",
            "region",
            "resource",
            "resourceType",
            "resourceName",
            "status",
            "state",
            "resolution",
            "message",
            "reason",
            "missingAction",
            "firstSeen",
            "lastSeen",
            "lastChanged",
            "openedAt",
            "resolvedAt",
            "undeterminedSince",
            "record",
            "pack",
            "decidedOutBy",
            "decidedOutSince",
            "decidedOutReason",
            "decidedOutReview",
            "exception",
            "exceptedUntil",
            "exceptionReason",
            "exceptionControl",
            "exceptionRequestedBy",
            "exceptionApprovedBy",
            "dueAt",
            "assignee",
            "tickets",
            "ticketUrls");

    private final ListFindings findings;
    private final ReadPacks readPacks;
    private final ReadExceptions readExceptions;

    ExportFindings(ListFindings findings, ReadPacks readPacks, ReadExceptions readExceptions) {
        this.findings = findings;
        this.readPacks = readPacks;
        this.readExceptions = readExceptions;
    }

    /** RFC 4180 in UTF-8 with a byte order mark, so that spreadsheets read names as they are. */
    public void csv(TenantId tenant, FindingFilter filter, OutputStream out) {
        csv(tenant, filter, readPacks.read(tenant, Optional.empty()), List.of(), out);
    }

    /**
     * As {@link #csv}, of a tenant or one of its accounts, with a row each for the packs, what they decide out, and the
     * exceptions in force.
     */
    public void csvReport(TenantId tenant, Optional<AccountId> account, OutputStream out) {
        PacksSaid packs = readPacks.read(tenant, account);
        List<List<String>> behind = new ArrayList<>(PackRows.of(HEADER, packs));
        behind.addAll(ExceptionRows.of(HEADER, readExceptions.inForce(tenant, account)));
        csv(tenant, ofAccount(account), packs, behind, out);
    }

    private void csv(
            TenantId tenant, FindingFilter filter, PacksSaid packs, List<List<String>> behind, OutputStream out) {
        try (Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                CsvWriter csv =
                        CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            text.write('\uFEFF');
            csv.writeRecord(HEADER);
            findings.forEach(tenant, filter, finding -> csv.writeRecord(row(finding, packs)));
            behind.forEach(csv::writeRecord);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    public void ndjson(TenantId tenant, FindingFilter filter, OutputStream out) {
        ndjson(tenant, filter, List.of(), out);
    }

    /**
     * As {@link #ndjson}, of a tenant or one of its accounts; the last line tells the packs and what they decide out, the one
     * before it the exceptions in force.
     */
    public void ndjsonReport(TenantId tenant, Optional<AccountId> account, OutputStream out) {
        PacksSaid packs = readPacks.read(tenant, account);
        ndjson(
                tenant,
                ofAccount(account),
                List.of(
                        new Exceptions("exceptions", readExceptions.inForce(tenant, account)),
                        new LastLine("packs", packs.packs(), packs.decidedOut())),
                out);
    }

    private void ndjson(TenantId tenant, FindingFilter filter, List<Object> behind, OutputStream out) {
        try (JsonGenerator json = EventJson.MAPPER.createGenerator(out)) {
            // else each finding goes out by itself, and becomes a chunk of a file by itself
            json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            json.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString("\n"));
            findings.forEach(tenant, filter, finding -> write(json, finding));
            behind.forEach(line -> write(json, line));
            json.writeRaw('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private record Exceptions(String record, List<ReadExceptions.Shown> exceptions) {}

    private record LastLine(String record, List<PacksSaid.PackSaid> packs, List<PacksSaid.Out> decidedOut) {}

    private static void write(JsonGenerator json, Object line) {
        try {
            json.writePOJO(line);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static FindingFilter ofAccount(Optional<AccountId> account) {
        return FindingFilter.ofAccount(account.map(AccountId::value).orElse(null));
    }

    private static List<String> row(Finding finding, PacksSaid packs) {
        PacksSaid.@Nullable Out out = finding.decidedOut()
                ? packs.of(finding.account(), finding.check()).orElse(null)
                : null;
        Finding.@Nullable Excepted excepted = finding.exception();
        Finding.@Nullable Assignee assignee = finding.assignee();
        return List.of(
                text(finding.id()),
                text(finding.check()),
                text(finding.title()),
                text(finding.severity().label()),
                text(finding.layer()),
                text(finding.service()),
                text(finding.owner()),
                text(finding.account()),
                text(finding.region()),
                text(finding.resource()),
                text(finding.resourceType()),
                text(finding.resourceName()),
                text(finding.status()),
                text(finding.state()),
                text(finding.resolution()),
                text(finding.message()),
                text(finding.reason()),
                text(finding.missingAction()),
                text(finding.firstSeen()),
                text(finding.lastSeen()),
                text(finding.lastChanged()),
                text(finding.openedAt()),
                text(finding.resolvedAt()),
                text(finding.undeterminedSince()),
                "finding",
                "",
                text(out == null ? null : out.by()),
                text(out == null ? null : out.since()),
                text(out == null ? null : out.reason()),
                text(out == null ? null : out.reviewOn()),
                text(excepted == null ? null : excepted.id()),
                text(excepted == null ? null : excepted.until()),
                text(excepted == null ? null : excepted.reason()),
                text(excepted == null ? null : excepted.control()),
                text(excepted == null ? null : excepted.requestedBy()),
                text(excepted == null ? null : excepted.approvedBy()),
                text(finding.dueAt()),
                text(assignee == null ? null : assignee.name()),
                text(joined(finding, Finding.TicketLink::key)),
                text(joined(finding, Finding.TicketLink::url)));
    }

    private static String joined(Finding finding, Function<Finding.TicketLink, String> part) {
        return finding.tickets().stream().map(part).collect(Collectors.joining(" "));
    }

    static String text(@Nullable Object value) {
        return value == null ? "" : SpreadsheetCell.inert(value.toString());
    }
}
