package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
    @ParameterizedTest(name = "{0} s are {1}")
    @CsvSource({
        "0, 0 min",
        "1, under 1 min",
        "59, under 1 min",
        "60, 1 min",
        "89, 1 min",
        "90, 2 min",
        "3569, 59 min",
        "3599, 1 h 00 min",
        "3900, 1 h 05 min",
        "36000, 10 h 00 min"
    })
    void measuredTimeIsSaidInMinutes(long seconds, String words) {
        assertThat(Formats.minutes(seconds)).isEqualTo(words);
    }
}
