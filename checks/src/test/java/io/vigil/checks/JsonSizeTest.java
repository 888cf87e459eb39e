package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.EventJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSizeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "a \"quote\" and a \\",
                "\b\t\n\f\r",
                "\u0000\u001f\u007f\u0080",
                "ü€",
                "🔥",
                "\u202e",
                "/"
            })
    void a_text_is_as_long_as_it_is_written(String text) {
        assertThat(JsonSize.of(text)).isEqualTo(EventJson.bytes(text).length);
    }

    @Test
    void values_are_as_long_as_they_are_written() {
        // Given
        Object value = Map.of(
                "list", List.of(1L, -20, 2.5, true, List.of(), Map.of()), "map", Map.of("ü", "x", "y", List.of("z")));

        // When
        int size = JsonSize.of(value);

        // Then
        assertThat(size).isEqualTo(EventJson.bytes(value).length);
    }
}
