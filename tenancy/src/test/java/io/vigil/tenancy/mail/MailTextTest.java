package io.vigil.tenancy.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailTextTest {

    @Test
    void aStrangersNameIsOneLineWithoutWhatSteersIt() {
        assertThat(MailText.name("Halden\r\nBcc: x@y\u2028\u202e <b> https://evil.example\u0000", 100))
                .isEqualTo("Halden Bcc: x@y b evil.example");
    }

    @Test
    void whatOtherAlphabetsWriteStays() {
        assertThat(MailText.line("Größe 会社 Ελλάδα 🎉", 100)).isEqualTo("Größe 会社 Ελλάδα 🎉");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        assertThat(MailText.line("🎉".repeat(20), 3)).isEqualTo("🎉🎉🎉…");
        assertThat(MailText.line("half \ud83c a character", 100)).isEqualTo("half a character");
    }
}
