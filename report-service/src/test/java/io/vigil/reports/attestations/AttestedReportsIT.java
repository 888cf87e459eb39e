package io.vigil.reports.attestations;

import static io.vigil.reports.attestations.Attested.ADA;
import static io.vigil.reports.attestations.Attested.OSCAR;
import static io.vigil.reports.attestations.Attested.PDF;
import static io.vigil.reports.attestations.Attested.REQUIREMENT;
import static io.vigil.reports.attestations.Attested.today;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.EventJson;
import io.vigil.reports.OnStack;
import io.vigil.reports.exports.ExportFindings;
import io.vigil.reports.exports.ExportFormat;
import io.vigil.reports.render.RenderPdf;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Reports tell what people stand in for, in a word of its own, whatever they write. */
@QuarkusTest
@OnStack
class AttestedReportsIT {
    private static final String STRANGE = "=cmd|' /C calc'!A0\r\n<script>alert(1)</script> \u202e\" & \ud83d\ude00";

    @Inject
    Attested customer;

    @Inject
    ExportFindings exportFindings;

    @Inject
    RenderPdf renderPdf;

    @Test
    void everyReportNamesWhatIsAttestedByWhomAndWithWhat() throws IOException {
        // Given
        Map<String, Object> word = customer.word(REQUIREMENT, today());
        word.put("statement", STRANGE);
        String id = customer.waiting(word);
        customer.added(id, "tree & (roots).pdf", PDF);
        customer.answer(ADA, Role.ADMIN, id, "approve").then().statusCode(200);
        customer.waiting(customer.word("2.1.2", today()));
        // When
        String csv = written(ExportFormat.CSV);
        String ndjson = written(ExportFormat.NDJSON);
        String pdf = pdf();
        // Then
        assertThat(csv.split(",attestation,,", -1)).as("the one in force").hasSize(2);
        assertThat(csv)
                .contains("cis-aws-foundations-7.0/2.1.3", id + "," + today() + ",\"'=cmd|' /C calc'!A0\n<script>")
                .contains("," + OSCAR + "," + ADA + ",tree & (roots).pdf sha256:" + EventJson.digestOf(PDF))
                .doesNotContain(",=cmd")
                .doesNotContain("\"=cmd");
        assertThat(ndjson.lines().filter(line -> line.startsWith("{\"record\":\"attestations\"")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(id, "\"validUntil\":\"" + today() + "\""));
        assertThat(pdf)
                .contains("1attested,3manual", "Somebodystandsinfor1of4requirements")
                .contains("byoscar-who-", "Attesteduntil", "(UTC)", "approvedby" + ADA)
                .contains("<script>alert(1)</script>", "[U+202E]", "tree&(roots).pdf", EventJson.digestOf(PDF));
    }

    @Test
    void aReportSaysThatAWordHasEnded() throws IOException {
        // Given
        customer.inForce(today());
        // When
        customer.pass(1);
        // Then
        assertThat(pdf())
                .contains(":what" + OSCAR + "attested", "endedwith", "Of1moretheword", "3manual")
                .doesNotContain("1attested");
        assertThat(written(ExportFormat.CSV)).doesNotContain(",attestation,,");
    }

    private String written(ExportFormat format) {
        var out = new ByteArrayOutputStream();
        exportFindings.report(customer.tenant, Optional.empty(), format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Its text, without what parts words. */
    private String pdf() throws IOException {
        var out = new ByteArrayOutputStream();
        renderPdf.render(customer.tenant, Optional.empty(), out);
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", "");
        }
    }
}
