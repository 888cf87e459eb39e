package io.vigil.reports.render;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.ScriptedRun.VOLUME;
import static io.vigil.reports.ScriptedRun.VOLUMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.ReportManifest;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.exports.SampleContent;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.reports.kinds.CollectContent;
import io.vigil.reports.kinds.Content;
import io.vigil.reports.kinds.Estate;
import io.vigil.reports.kinds.ReportAsk;
import io.vigil.reports.kinds.ReportAsk.Span;
import io.vigil.reports.kinds.ReportKind;
import io.vigil.reports.kinds.Rows;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnStack
class RenderKindsIT {
    private static final List<ReportKind> KINDS =
            List.of(ReportKind.EXECUTIVE, ReportKind.FRAMEWORK, ReportKind.CHANGE, ReportKind.EXPOSURE);

    @Inject
    CollectContent collectContent;

    @Inject
    RenderContent renderContent;

    @Inject
    TakeReport takeReport;

    @Inject
    Estate estate;

    /** Also writes the samples that a person looks at. */
    @Test
    void everyKindTellsItsOwnOnPaperAndOnAScreen() throws IOException {
        // Given
        estate.whole();
        Map<ReportKind, String> papers = new EnumMap<>(ReportKind.class);
        Map<ReportKind, String> screens = new EnumMap<>(ReportKind.class);
        Map<ReportKind, Integer> pages = new EnumMap<>(ReportKind.class);
        // When
        for (ReportKind kind : KINDS) {
            Content content = collectContent.collect(estate.tenant, ask(kind));
            assertThat(content.tables())
                    .filteredOn(Rows::shown)
                    .allSatisfy(table -> assertThat(table.headings().stream()
                                    .filter(Rows.Heading::isOnPages)
                                    .mapToInt(Rows.Heading::millimetres)
                                    .sum())
                            .as("%s leaves a page room for the rest", table.record())
                            .isLessThan(150));
            byte[] pdf = pdf(content);
            byte[] html = html(content);
            Files.write(Path.of("target", "sample-%s.pdf".formatted(kind.word())), pdf);
            Files.write(Path.of("target", "sample-%s.html".formatted(kind.word())), html);
            try (PDDocument document = Loader.loadPDF(pdf)) {
                papers.put(kind, new PDFTextStripper().getText(document));
                pages.put(kind, document.getNumberOfPages());
                for (var page : document.getPages())
                    for (var font : page.getResources().getFontNames())
                        assertThat(page.getResources().getFont(font).isEmbedded())
                                .isTrue();
            }
            screens.put(kind, new String(html, StandardCharsets.UTF_8));
        }
        // Then
        tells(
                papers.get(ReportKind.EXECUTIVE),
                "Executive summary",
                "Who must act",
                "Managed-services provider",
                "Top risks",
                "Mean time",
                "To be fixed in days",
                "Overdue",
                "evaluated",
                "1 / ");
        assertThat(papers.get(ReportKind.EXECUTIVE)).doesNotContain("Contents");
        assertThat(pages.get(ReportKind.EXECUTIVE)).isBetween(1, 2);
        tells(
                papers.get(ReportKind.FRAMEWORK),
                "Contents",
                "CIS AWS Foundations Benchmark 7.0",
                "Checks behind the requirements",
                "It is replaced in spring",
                "Meanwhile: Watched by the operators",
                "Manual");
        tells(
                papers.get(ReportKind.CHANGE),
                "Contents",
                "Fixed or otherwise resolved",
                "Reopened",
                "Not evaluated",
                "It is replaced in spring");
        tells(
                papers.get(ReportKind.EXPOSURE),
                "Not approved",
                "Web team",
                "The web shop",
                "No register",
                "Attached",
                "Missing",
                "443 → 8080",
                "at 198.51.100.7",
                "… and 3 more",
                "Does not count",
                "<script>alert(1)</script>[U+202E]gpj.exe &");
        for (ReportKind kind : KINDS) {
            assertThat(screens.get(kind))
                    .as(kind.word())
                    .startsWith("<!DOCTYPE html>")
                    .endsWith("</html>\n")
                    .contains("Halden Logistics &lt;AS&gt;")
                    .doesNotContain("<script", "javascript:", "\u202e", "http-equiv=\"refresh\"", "<link", "src=");
            assertThat(papers.get(kind)).as(kind.word()).contains("Halden Logistics <AS>");
        }
        assertThat(screens.get(ReportKind.EXPOSURE))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;[U+202E]gpj.exe &amp; ");
    }

    @Test
    void theSameContentGivesTheSameBytesAndTheSameInputs() {
        // Given
        estate.whole();
        for (ReportKind kind : KINDS) {
            Content content = collectContent.collect(estate.tenant, ask(kind));
            // When, Then
            assertThat(pdf(content)).as(kind.word()).isEqualTo(pdf(content));
            assertThat(html(content)).as(kind.word()).isEqualTo(html(content));
            ReportManifest.Inputs paper = renderContent.pdf(content, Locale.ENGLISH, OutputStream.nullOutputStream());
            ReportManifest.Inputs screen = renderContent.html(content, Locale.GERMAN, OutputStream.nullOutputStream());
            assertThat(paper).as(kind.word()).isEqualTo(screen);
            assertThat(paper.kind()).isEqualTo(kind.word());
            assertThat(paper.findings().state()).isEqualTo("rows");
            assertThat(paper.findings().count()).isPositive();
        }
    }

    @Test
    void aScreenShowsWhatWasAgreed() throws IOException {
        // When
        String whole = new String(html(SampleContent.of(ReportKind.CHANGE)), StandardCharsets.UTF_8);
        // how it looks may change, what it says may not
        String seen = whole.replaceAll("(?s)<style>.*</style>", "<style></style>");
        // Then
        Files.createDirectories(Path.of("target", "golden"));
        Files.writeString(Path.of("target", "golden", "kind.html"), seen);
        try (InputStream golden = RenderKindsIT.class.getResourceAsStream("kind.html")) {
            assertThat(seen)
                    .as("target/golden/kind.html is what was written")
                    .isEqualTo(new String(
                            Objects.requireNonNull(golden, "no golden file").readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void nothingIsCut() throws IOException {
        // Given
        TenantId tenant = ScriptedRun.newTenant();
        ScriptedRun run = ScriptedRun.of(tenant);
        for (int i = 0; i < 950; i++) run.says(PORTS, "sg-%04d".formatted(i), GROUP, Status.FAIL);
        run.records().forEach(takeReport::take);
        Content content = collectContent.collect(tenant, ask(ReportKind.CHANGE));
        // When
        byte[] pdf = pdf(content);
        // Then
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document);
            for (int i = 0; i < 950; i++) assertThat(text).contains("sg-%04d".formatted(i));
            assertThat(text).contains("%d / %1$d".formatted(document.getNumberOfPages()));
            assertThat(document.getDocumentCatalog().getDocumentOutline().children())
                    .extracting(item -> item.getTitle())
                    .contains("Contents", "1 Summary", "2 New", "6 Not evaluated", "7 Packs and proof");
        }
        String screen = new String(html(content), StandardCharsets.UTF_8);
        for (int i = 0; i < 950; i++) assertThat(screen).contains("sg-%04d".formatted(i));
    }

    @Test
    void oneAccountIsToldOfAlone() throws IOException {
        // Given
        TenantId tenant = ScriptedRun.newTenant();
        new ScriptedRun(tenant, Estate.PROD)
                .says(PORTS, "sg-mine", GROUP, Status.FAIL)
                .records()
                .forEach(takeReport::take);
        new ScriptedRun(tenant, Estate.STAGE)
                .says(PORTS, "sg-theirs", GROUP, Status.FAIL)
                .records()
                .forEach(takeReport::take);
        for (ReportKind kind : KINDS) {
            // When
            Content content = collectContent.collect(
                    tenant,
                    new ReportAsk(
                            kind,
                            Optional.of(Estate.PROD),
                            ask(kind).framework(),
                            ask(kind).span()));
            String text = text(pdf(content));
            // Then
            assertThat(text).as(kind.word()).doesNotContain("sg-theirs").contains("Account 111122223333");
            if (kind != ReportKind.EXECUTIVE) assertThat(text).as(kind.word()).contains("sg-mine");
        }
    }

    @Test
    void aCustomerOfWhomNothingIsKnownIsToldSo() throws IOException {
        // Given
        TenantId tenant = ScriptedRun.newTenant();
        // Then
        assertThat(text(pdf(collectContent.collect(tenant, ask(ReportKind.EXECUTIVE)))))
                .contains("nothing evaluated", "Nothing is open.", "The trend begins with the second day.");
        assertThat(text(pdf(collectContent.collect(tenant, ask(ReportKind.FRAMEWORK)))))
                .contains("Not evaluated")
                .doesNotContain("\nPass\n");
        assertThat(text(pdf(collectContent.collect(tenant, ask(ReportKind.CHANGE)))))
                .contains("Nothing new failed.", "Nothing was resolved.");
        assertThat(text(pdf(collectContent.collect(tenant, ask(ReportKind.EXPOSURE)))))
                .contains("Nothing that faces the internet was found.", "No register is declared.");
    }

    @Test
    void whatIsFoldedLateIsToldToWhoReadBefore() throws IOException {
        // Given a scan that looked before a report was written, and is folded behind it
        TenantId tenant = ScriptedRun.newTenant();
        Instant looked = Instant.now().minus(Duration.ofDays(2));
        Instant read = Instant.now().minus(Duration.ofHours(1));
        ScriptedRun.of(tenant)
                .at(looked)
                .says(PORTS, "sg-late", GROUP, Status.FAIL)
                .says(VOLUMES, "vol-unread", VOLUME, Status.UNDETERMINED)
                .records()
                .forEach(takeReport::take);
        // When
        Content content = collectContent.collect(
                tenant,
                new ReportAsk(
                        ReportKind.CHANGE,
                        Optional.<AccountId>empty(),
                        Optional.empty(),
                        Optional.of(new Span(read, Instant.now().plusSeconds(1)))));
        // Then
        assertThat(text(pdf(content))).contains("sg-late", "vol-unread");
    }

    private static ReportAsk ask(ReportKind kind) {
        return new ReportAsk(
                kind,
                Optional.empty(),
                kind == ReportKind.FRAMEWORK ? Optional.of("cis-aws-foundations-7.0") : Optional.empty(),
                kind == ReportKind.CHANGE
                        ? Optional.of(new Span(
                                Instant.now().minus(Duration.ofDays(7)),
                                Instant.now().plusSeconds(5)))
                        : Optional.empty());
    }

    private byte[] pdf(Content content) {
        var out = new ByteArrayOutputStream();
        renderContent.pdf(content, Locale.ENGLISH, out);
        return out.toByteArray();
    }

    private byte[] html(Content content) {
        var out = new ByteArrayOutputStream();
        renderContent.html(content, Locale.ENGLISH, out);
        return out.toByteArray();
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** Wherever lines are broken. */
    private static void tells(String paper, String... words) {
        for (String each : words) assertThat(squeezed(paper)).contains(squeezed(each));
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
