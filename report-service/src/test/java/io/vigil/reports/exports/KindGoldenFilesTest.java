package io.vigil.reports.exports;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.ReportManifest;
import io.vigil.reports.kinds.Content;
import io.vigil.reports.kinds.ReportKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a report's tables are in files for machines, byte by byte; a workbook's cells in place of its compressed bytes. */
class KindGoldenFilesTest {
    @ParameterizedTest
    @EnumSource(names = {"CSV", "XLSX", "NDJSON"})
    void writesWhatWasAgreed(ExportFormat format) throws Exception {
        // Given
        String name = "kind." + (format == ExportFormat.XLSX ? "cells.txt" : format.extension());
        byte[] file = written(SampleContent.of(ReportKind.CHANGE), format);
        // When
        byte[] seen =
                format == ExportFormat.XLSX ? Workbook.read(file).listing().getBytes(StandardCharsets.UTF_8) : file;
        // Then
        Files.createDirectories(Path.of("target", "golden"));
        Files.write(Path.of("target", "golden", name), seen);
        assertThat(new String(seen, StandardCharsets.UTF_8))
                .as("target/golden/%s is what was written", name)
                .isEqualTo(new String(golden(name), StandardCharsets.UTF_8));
        assertThat(seen).isEqualTo(golden(name));
        assertThat(written(SampleContent.of(ReportKind.CHANGE), format)).isEqualTo(file);
    }

    @Test
    void aWorkbookHasASheetAKindOfRowAndNoFormula() throws Exception {
        // When
        Workbook book = Workbook.read(written(SampleContent.of(ReportKind.EXPOSURE), ExportFormat.XLSX));
        // Then
        assertThat(book.sheets()).containsExactly("Day", "Row", "Measured", "None");
        for (int sheet = 1; sheet <= 4; sheet++)
            assertThat(book.elements(book.part("xl/worksheets/sheet%d.xml".formatted(sheet)), "f"))
                    .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CSV", "XLSX", "NDJSON"})
    void everyFormTellsTheDigestOfTheLines(ExportFormat format) {
        // Given
        Content content = SampleContent.of(ReportKind.FRAMEWORK);
        byte[] lines = written(content, ExportFormat.NDJSON);
        // When
        ReportManifest.Inputs inputs = ExportContent.write(content, format, java.io.OutputStream.nullOutputStream());
        // Then
        assertThat(inputs.findings()).isEqualTo(new ReportManifest.Findings("rows", 8, EventJson.digestOf(lines)));
        assertThat(inputs.framework()).isEqualTo("nis2");
        assertThat(inputs.kind()).isEqualTo("framework");
    }

    private static byte[] written(Content content, ExportFormat format) {
        var out = new ByteArrayOutputStream();
        ExportContent.write(content, format, out);
        return out.toByteArray();
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream file = KindGoldenFilesTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(file, "no golden file " + name).readAllBytes();
        }
    }
}
