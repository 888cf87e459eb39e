package io.vigil.reports.render;

import io.quarkus.qute.Location;
import io.quarkus.qute.RawString;
import io.quarkus.qute.Template;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ReportManifest;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.exports.FindingsDigest;
import io.vigil.reports.findings.Finding;
import io.vigil.reports.findings.FindingFilter;
import io.vigil.reports.findings.ListFindings;
import io.vigil.reports.proofs.Inputs;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The report that stakeholders get. Pages of findings are set in stretches, so that no finding is cut and a large
 * customer's report needs no more memory than a stretch and the finished pages.
 */
@ApplicationScoped
public class RenderPdf {
    private static final int FINDINGS_PER_STRETCH = 400;
    private static final String STATE = "open";

    private final CollectReport collectReport;
    private final ListFindings listFindings;
    private final Catalogue catalogue;
    private final Template front;
    private final Template findings;
    private final Template back;
    private final RawString style = new RawString(Style.read("/templates/report/style.css"));

    RenderPdf(
            CollectReport collectReport,
            ListFindings listFindings,
            Catalogue catalogue,
            @Location("report/front.html") Template front,
            @Location("report/findings.html") Template findings,
            @Location("report/back.html") Template back) {
        this.collectReport = collectReport;
        this.listFindings = listFindings;
        this.catalogue = catalogue;
        this.front = front;
        this.findings = findings;
        this.back = back;
    }

    public ReportManifest.Inputs render(TenantId tenant, Optional<AccountId> account, OutputStream out) {
        return render(tenant, account, Locale.ENGLISH, out);
    }

    /**
     * Writes PDF 1.7; the same data at the same time gives the same bytes.
     *
     * @param language of the dates
     * @return what it was made of
     */
    public ReportManifest.Inputs render(
            TenantId tenant, Optional<AccountId> account, Locale language, OutputStream out) {
        ReportContent content = collectReport.collect(tenant, account);
        var digest = new FindingsDigest();
        try (Booklet booklet = new Booklet()) {
            inStretches(tenant, content, language, digest, booklet::append);
            booklet.append(back.data("content", content)
                    .data("totals", new RequirementTotals())
                    .data("style", style)
                    .setLocale(language)
                    .render());
            booklet.prepend((summaryPage, contents) -> front.data("content", content)
                    .data("contents", contents)
                    .data("summaryPage", summaryPage)
                    .data("style", style)
                    .setLocale(language)
                    .render());
            booklet.finish(
                    "Security posture of " + Words.safe(content.customer()),
                    content.posture().asOf(),
                    out);
            return Inputs.of(content.posture().asOf(), account, content.packs(), digest.sum(STATE));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void inStretches(
            TenantId tenant, ReportContent content, Locale language, FindingsDigest digest, Consumer<String> use) {
        var stretches = new Stretches(content, language, use);
        listFindings.forEach(
                tenant,
                FindingFilter.ofAccount(content.account().map(AccountId::value).orElse(null))
                        .withState(STATE),
                content.posture().asOf(),
                finding -> {
                    digest.add(finding);
                    stretches.add(finding);
                });
        stretches.flush();
    }

    private final class Stretches {
        private final ReportContent content;
        private final Locale language;
        private final Consumer<String> use;
        private final Set<CheckId> headed = new HashSet<>();
        private final List<ReportContent.Stretch> waiting = new ArrayList<>();
        private int held;
        private boolean opening = true;

        Stretches(ReportContent content, Locale language, Consumer<String> use) {
            this.content = content;
            this.language = language;
            this.use = use;
        }

        void add(Finding finding) {
            if (waiting.isEmpty() || !waiting.getLast().check().check().equals(finding.check()))
                waiting.add(new ReportContent.Stretch(text(finding), headed.add(finding.check()), new ArrayList<>()));
            waiting.getLast().findings().add(finding);
            if (++held >= FINDINGS_PER_STRETCH) flush();
        }

        void flush() {
            if (waiting.isEmpty() && !opening) return;
            use.accept(findings.data("stretches", List.copyOf(waiting))
                    .data("opening", opening)
                    .data("checks", content.checks().size())
                    .data(
                            "total",
                            content.checks().stream()
                                    .mapToInt(ReportContent.CheckText::open)
                                    .sum())
                    .data("style", style)
                    .setLocale(language)
                    .render());
            waiting.clear();
            held = 0;
            opening = false;
        }

        private ReportContent.CheckText text(Finding finding) {
            return content.checks().stream()
                    .filter(check -> check.check().equals(finding.check()))
                    .findFirst()
                    .orElseGet(() -> openedMeanwhile(finding));
        }
    }

    private ReportContent.CheckText openedMeanwhile(Finding finding) {
        CheckId check = finding.check();
        return new ReportContent.CheckText(
                check,
                finding.title(),
                finding.severity(),
                finding.layer(),
                finding.owner(),
                catalogue.risk(check),
                catalogue.remediation(check),
                catalogue.commands(check),
                catalogue.references(check),
                /* open */ 1);
    }
}
