package io.vigil.reports.exceptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void anAccountAloneIsAboutEverything() {
        assertThat(new Scope(null, null, null, null).bounded()).isFalse();
        assertThat(new Scope(new AccountId("111122223333"), null, null, null).bounded())
                .isFalse();
        assertThat(new Scope(null, new CheckId("a-check"), null, null).bounded())
                .isTrue();
        assertThat(new Scope(null, null, "sg-1", null).bounded()).isTrue();
        assertThat(new Scope(null, null, null, new Scope.Tag("team", "")).bounded())
                .isTrue();
    }

    @Test
    void aTagIsWhatStandsInTheInventory() {
        assertThat(new Scope.Tag("team", "a \"b\" \\").text()).isEqualTo("\"team\":\"a \\\"b\\\" \\\\\"");
    }

    @Test
    void oneLineHoldsNoControlCharacterAndNoHalfOfOne() {
        for (String good : List.of("", "arn:aws:s3:::b", "grün 🦊", "\u202e"))
            assertThat(good.matches(Scope.ONE_LINE)).as(good).isTrue();
        for (String bad : List.of("a\nb", "a\u0000", "a\u0085", "a\u2028", "\ud83d", "\ude00"))
            assertThat(bad.matches(Scope.ONE_LINE)).as(bad).isFalse();
    }

    @Test
    void linesAreKeptAndWhatIsNoTextIsRefused() {
        assertThat(Texts.required("reason", " a\r\nb\rc\td ")).isEqualTo("a\nb\nc\td");
        assertThat(Texts.optional("note", " \n ")).isNull();
        for (String bad : List.of("a\u001b[2J", "a\u0000", "a\u0085b", "half \ud83d", "x".repeat(Texts.LONGEST + 1)))
            assertThatThrownBy(() -> Texts.optional("note", bad)).hasMessageStartingWith("note: must be ");
        for (String empty : List.of("", " ", "-", "…\n…"))
            assertThatThrownBy(() -> Texts.required("reason", empty)).hasMessage("reason: is missing");
    }
}
