package io.vigil.scanner.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstPagesTest {

    @Test
    void aListThatGoesOnIsNotReadToItsEnd() {
        // Given
        FirstPages first = new FirstPages("a:ListB", /* atMost */ 2);
        List<Integer> read = new ArrayList<>();

        // When
        first.of(List.of(1, 2, 3, 4)).forEach(read::add);

        // Then
        assertThat(read).containsExactly(1, 2);
        assertThat(first.end(ListEnd.REACHED))
                .isEqualTo(new ListEnd.NotReached(
                        new Unread(UnreadReason.TRUNCATED, "a:ListB", null, "only the first 2 pages were read")));
    }

    @Test
    void aListThatEndsThereIsReadToItsEnd() {
        // Given
        FirstPages first = new FirstPages("a:ListB", /* atMost */ 2);
        List<Integer> read = new ArrayList<>();

        // When
        first.of(List.of(1, 2)).forEach(read::add);

        // Then
        assertThat(read).containsExactly(1, 2);
        assertThat(first.end(ListEnd.REACHED)).isEqualTo(ListEnd.REACHED);
    }
}
