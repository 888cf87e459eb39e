package io.vigil.reports.render;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.ScriptedRun.VOLUME;
import static io.vigil.reports.ScriptedRun.VOLUMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.checks.Check;
import io.vigil.checks.CheckCatalogue;
import io.vigil.contracts.Event;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnStack
class RenderPdfIT {
    private static final String HOSTILE = "</td><script>alert(1)</script>\u202egpj.exe & 'halden' \ud83d\ude00";

    @Inject
    RenderPdf renderPdf;

    @Inject
    TakeReport takeReport;

    @Inject
    TenantTransaction tenants;

    @Test
    void printsEveryOpenFindingAndWhatCouldNotBeChecked() throws IOException {
        // Given
        TenantId tenant = customer("Halden Logistics <AS>");
        ScriptedRun run = ScriptedRun.of(tenant);
        for (int i = 0; i < 450; i++) run.says(PORTS, "sg-%04d".formatted(i), GROUP, Status.FAIL);
        run.says(VOLUMES, "vol-1", VOLUME, HOSTILE, Status.FAIL, HOSTILE, ScriptedRun.FRANKFURT);
        run.says(VOLUMES, "vol-2", VOLUME, Status.UNDETERMINED);
        run.records().forEach(takeReport::take);

        // When
        byte[] pdf = render(tenant);

        // Then
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document);
            for (int i = 0; i < 450; i++) assertThat(text).contains("sg-%04d".formatted(i));
            assertThat(text.replaceAll("\\s+", ""))
                    .contains("HaldenLogistics<AS>")
                    .contains("</td><script>alert(1)</script>[U+202E]gpj.exe&'halden'")
                    .contains("ec2:DescribeIt");
            assertThat(text).contains("2 / " + document.getNumberOfPages());
            assertThat(document.getDocumentCatalog().getDocumentOutline().children())
                    .extracting(item -> item.getTitle())
                    .contains("1 Summary", "2 Findings", "3 Could not be checked", "4 Frameworks", "5 Policy pack");
        }
    }

    @Test
    void saysThatNothingWasEvaluatedInsteadOfAPass() throws IOException {
        // Given
        TenantId tenant = customer("Nobody Ltd");

        // When
        byte[] pdf = render(tenant);

        // Then
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text)
                    .contains("nothing evaluated")
                    .contains("Not evaluated")
                    .doesNotContain("\nPass\n");
        }
    }

    @Test
    void staysReadableWithTheLargestFrameworks() throws IOException {
        // Given
        TenantId tenant = customer("Halden Logistics");
        tenants.run(
                tenant,
                handle -> handle.execute(
                        "insert into pack (tenant_id, version, digest, content) values (?, 1, ?, ?)",
                        tenant.value(),
                        "0".repeat(64),
                        """
                        {"frameworks":["nist-800-53-r5","pci-dss-4.0.1","nis2"],"disabledChecks":[],"params":{},"declarations":{}}"""));
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, Status.FAIL).records().forEach(takeReport::take);

        // When
        byte[] pdf = render(tenant);

        // Then
        Files.write(Path.of("target", "sample-frameworks.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document);
            assertThat(text)
                    .contains("NIST SP 800-53 Revision 5: what people show")
                    .contains("PE-12")
                    .contains("433 requirements")
                    .doesNotContain("CIS AWS Foundations Benchmark");
            assertThat(document.getNumberOfPages()).isLessThan(60);
        }
    }

    @Test
    void looksLikeAProduct() throws IOException {
        // Given
        TenantId tenant = customer("Halden Logistics");
        ScriptedRun run = ScriptedRun.of(tenant);
        // as many as fill the pages that a person looks at, however large the catalogue grows
        List<Check> checks = CheckCatalogue.load().checks().stream().limit(61).toList();
        run.checks(checks.stream().map(Check::id).toArray(io.vigil.contracts.CheckId[]::new));
        for (int c = 0; c < checks.size(); c++) {
            Check check = checks.get(c);
            for (int i = 0; i < 1 + c % 7; i++) {
                Status status = (i * 7 + c) % 5 == 0
                        ? Status.FAIL
                        : (i + c) % 11 == 3
                                ? Status.UNDETERMINED
                                : (i + c) % 13 == 5 ? Status.NOT_APPLICABLE : Status.PASS;
                run.says(
                        check,
                        "arn:aws:ec2:eu-central-1:111122223333:thing/%s-0a1b2c3d4e5f%03d".formatted(check.service(), i),
                        check.resourceTypes().getFirst().name(),
                        "%s-prod-%d".formatted(check.service(), i),
                        status);
            }
        }
        for (Event.UnitReport record : run.records()) takeReport.take(record);

        // When
        byte[] pdf = render(tenant);

        // Then
        Files.write(Path.of("target", "sample-report.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isBetween(5, 80);
            for (var page : document.getPages())
                for (var font : page.getResources().getFontNames())
                    assertThat(page.getResources().getFont(font).isEmbedded()).isTrue();
        }
    }

    private byte[] render(TenantId tenant) {
        var out = new ByteArrayOutputStream();
        renderPdf.render(tenant, Optional.empty(), out);
        return out.toByteArray();
    }

    private TenantId customer(String name) {
        TenantId tenant = ScriptedRun.newTenant();
        tenants.run(
                tenant,
                handle -> handle.execute(
                        "insert into tenant_directory (tenant_id, slug, name, revision) values (?, ?, ?, 1)",
                        tenant.value(),
                        "halden",
                        name));
        return tenant;
    }
}
