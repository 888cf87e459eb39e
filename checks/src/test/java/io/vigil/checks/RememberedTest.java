package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private final List<String> made = new ArrayList<>();
    private final Remembered<Integer> lengths = new Remembered<>(this::make, /* most */ 3);

    private int make(String text) {
        made.add(text);
        if (text.isEmpty()) throw new IllegalArgumentException("empty");
        return text.length();
    }

    @Test
    void makesOnceWhatComesAgain() {
        assertThat(List.of(lengths.of("a"), lengths.of("bb"), lengths.of("a"))).containsExactly(1, 2, 1);
        assertThat(made).containsExactly("a", "bb");
    }

    @Test
    void keepsNoMoreThanItMay() {
        for (String text : List.of("a", "b", "c", "d", "d", "a")) lengths.of(text);

        assertThat(made).containsExactly("a", "b", "c", "d", "a");
    }

    @Test
    void keepsNoLongText() {
        String text = "x".repeat(2_000);

        assertThat(lengths.of(text)).isEqualTo(lengths.of(text)).isEqualTo(2_000);
        assertThat(made).hasSize(2);
    }

    @Test
    void failsEachTimeAnew() {
        for (int times = 0; times < 2; times++)
            assertThatThrownBy(() -> lengths.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThat(made).hasSize(2);
    }
}
