package io.vigil.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UpOptionsTest {
    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--workers 0",
                "--workers many",
                "--port 70000",
                "--port -1",
                "--aws-endpoint localhost:4566",
                "--aws-endpoint ://",
                "--once --unknown",
                "extra"
            })
    void refusesWhatItCannotDoWithTheUsageAndStartsNothing(String arguments) {
        // When
        int exit = execute(arguments.split(" "));
        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(said.toString()).contains("Usage: ./vigil up").doesNotContain("Exception");
    }

    @Test
    void helpsWithEveryOption() {
        // When
        int exit = execute("--help");
        // Then
        assertThat(exit).isZero();
        assertThat(said.toString())
                .contains("--once", "--no-demo", "--workers=N", "--port=PORT", "--aws-endpoint=URL", "--data=DIR")
                .contains("Ctrl-C");
    }

    private int execute(String... arguments) {
        PrintWriter writer = new PrintWriter(said);
        return new CommandLine(new Up()).setOut(writer).setErr(writer).execute(arguments);
    }
}
