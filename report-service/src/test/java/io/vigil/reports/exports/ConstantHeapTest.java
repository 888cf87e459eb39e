package io.vigil.reports.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A heap in which the findings alone would not find room writes them in every format. */
@EnabledIfSystemProperty(named = "vigil.full", matches = "true")
class ConstantHeapTest {
    /** Of a full sheet the library keeps a reference for each row; the class path's own directories take some 20 MB. */
    private static final String HEAP = "-Xmx64m";

    private static final int MANY = 2_000_000;

    @Test
    void writesAsManyFindingsAsThereAreInTheSameHeap() throws Exception {
        // When
        Process writing = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportMany.class.getName(),
                        Integer.toString(MANY))
                .redirectErrorStream(true)
                .start();
        String said = new String(writing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Then
        System.out.println("exports in " + HEAP + ": " + said);
        assertThat(writing.waitFor()).as(said).isZero();
        assertThat(said.lines()).hasSize(ExportFormat.values().length);
    }
}
