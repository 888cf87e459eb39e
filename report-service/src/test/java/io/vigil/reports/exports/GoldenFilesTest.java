package io.vigil.reports.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every format makes of the sample, byte by byte; a workbook's cells in place of its compressed bytes. */
class GoldenFilesTest {
    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void writesWhatWasAgreed(ExportFormat format) throws Exception {
        // Given
        String name = format == ExportFormat.XLSX ? "golden.cells.txt" : "golden." + format.extension();
        byte[] file = Sample.written(format, Sample.findings());
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
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void writesTheSameBytesTwiceWhereverTheMachineStands(ExportFormat format) {
        // Given
        byte[] first = Sample.written(format, Sample.findings());
        TimeZone here = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        // When
        byte[] second;
        try {
            second = Sample.written(format, Sample.findings());
        } finally {
            TimeZone.setDefault(here);
        }
        // Then
        assertThat(second).isEqualTo(first);
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream file = GoldenFilesTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(file, "no golden file " + name).readAllBytes();
        }
    }
}
