package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Fix.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class QuotedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain-name",
                "it's",
                "''",
                "'; rm -rf / #",
                "$(id)",
                "`id`",
                "a b\\",
                "${var.x} %{if true}",
                "\"quoted\"",
                "*?[a]",
                "!event",
                "~root",
                "ключ 鍵",
                "#comment: &anchor *alias !tag | >",
            })
    void aShellAndAYamlReaderGetBackWhatWasWritten(String name) throws IOException {
        // When
        String cli = Quoted.of(Kind.CLI, name).orElseThrow();
        String yaml = Quoted.of(Kind.CLOUDFORMATION, name).orElseThrow();
        // Then
        Process shell = new ProcessBuilder("sh", "-c", "printf %s " + cli).start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(name);
        assertThat((Object) new Yaml().load(yaml)).isEqualTo(name);
    }

    @Test
    void terraformNeitherInterpolatesNorEndsEarly() {
        assertThat(Quoted.of(Kind.TERRAFORM, "${file(\"/etc/passwd\")} %{for} \\"))
                .contains("\"$${file(\\\"/etc/passwd\\\")} %%{for} \\\\\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two\nlines",
                "\u001b[2J",
                "\u202egpj.exe",
                "a\u2028b",
                "\u200b",
                "\ud800",
            })
    void whatDeceivesTheEyeIsNotWritten(String name) {
        for (Kind kind : Kind.values()) assertThat(Quoted.of(kind, name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--endpoint-url=https://evil.example", "-x", "file:///etc/passwd", "FILEB://x", "http://x"})
    void theCliGetsNoOptionAndNoFileForAName(String name) {
        assertThat(Quoted.of(Kind.CLI, name)).isEmpty();
        assertThat(Quoted.of(Kind.TERRAFORM, name)).contains("\"" + name + "\"");
    }

    @Test
    void listsAreWholeOrNotThere() {
        assertThat(Quoted.of(Kind.CLI, List.of("a", "b c"))).contains("'a' 'b c'");
        assertThat(Quoted.of(Kind.TERRAFORM, List.of(22L, true, "x"))).contains("[22, true, \"x\"]");
        assertThat(Quoted.of(Kind.CLI, List.of("a", "-b"))).isEmpty();
        assertThat(Quoted.of(Kind.CLI, List.of())).isEmpty();
        assertThat(Quoted.of(Kind.CLI, "x".repeat(2_049))).isEmpty();
    }

    @Test
    void whatIsNotKnownIsHarmlessToo() {
        assertThat(Quoted.unknown(Kind.CLI, "resource.Name + \"';id\"")).isEqualTo("'<resource.Name><id>'");
        assertThat(Quoted.unknown(Kind.CLI, "\"Name=group-id,Values=\" + resource.GroupId"))
                .isEqualTo("'Name=group-id,Values=<resource.GroupId>'");
        assertThat(Quoted.unknown(Kind.TERRAFORM, "resource.Name")).isEqualTo("\"<resource.Name>\"");
    }
}
