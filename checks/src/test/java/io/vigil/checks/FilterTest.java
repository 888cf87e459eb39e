package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
    record SomethingThatHappened(
            String change, String severity, Map<String, String> tags, List<String> regions, int days, Instant at) {}

    private static final Map<String, Object> GIVEN = Map.of(
            "change",
            "opened",
            "severity",
            "critical",
            "tags",
            Map.of("env", "production", "cost center", "7"),
            "regions",
            List.of("eu-central-1"),
            "days",
            7,
            "at",
            "2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            true                                                        ; true
            change == 'opened' && severity == 'critical'                ; true
            severity in ['high', 'medium']                              ; false
            tags.env == 'production'                                    ; true
            tags['cost center'] == '7'                                  ; true
            tags.owner == 'me'                                          ; false
            !(tags.owner == 'me')                                       ; false
            'owner' in tags || days < 8                                 ; true
            tags[?'owner'].orValue('') == ''                            ; true
            tags.exists(key, key.startsWith('cost'))                    ; true
            regions.exists(r, r.matches('^eu-'))                        ; true
            at > timestamp('2026-01-01T00:00:00Z')                      ; true
            """)
    void saysWhetherSomethingMatches(String expression, boolean matches) {
        assertThat(Filter.compile(SomethingThatHappened.class, expression).matches(GIVEN))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            severty == 'critical'           ; line 1 column 1
            severity == 1                   ; line 1 column 10
            severity                        ; must be true or false
            severity + 'x' == 'x'           ; '+' is for numbers and times
            regions.map(r, r).size() > 0    ; 'map' is not for
            severity.matches(change)        ; must be written out
            1 +                             ; line 1 column
            """)
    void whatCannotBeUsedIsRefusedAndItIsSaidWhere(String expression, String problem) {
        assertThatThrownBy(() -> Filter.compile(SomethingThatHappened.class, expression))
                .isInstanceOfSatisfying(
                        MalformedCheck.class,
                        wrong ->
                                assertThat(wrong.problem()).startsWith("filter").contains(problem));
    }

    @Test
    void whatTakesTooLongDoesNotMatchAndEnds() {
        // Given
        List<String> many =
                IntStream.range(0, 3_000).mapToObj(Integer::toString).toList();
        Map<String, Object> given = new HashMap<>(GIVEN);
        given.put("regions", many);
        Filter slow =
                Filter.compile(SomethingThatHappened.class, "regions.all(a, regions.all(b, regions.all(c, a != 'x')))");
        // When, Then
        assertThat(slow.matches(given)).isFalse();
    }
}
