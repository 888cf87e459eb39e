package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.contracts.UnreadReason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListedDatesTest {
    private static final List<String> LIST = List.of("java8.al2 2027-06-30", "java8 2024-01-08");

    @Test
    void aNameIsTheWholeNameNotItsBeginning() {
        assertThat(ListedDates.of(LIST, "java8")).isEqualTo(Instant.parse("2024-01-08T00:00:00Z"));
        assertThat(ListedDates.of(LIST, "java8.al2")).isEqualTo(Instant.parse("2027-06-30T00:00:00Z"));
    }

    @Test
    void aNameThatIsNotListedIsNotKnown() {
        assertThatThrownBy(() -> ListedDates.of(LIST, "java99"))
                .isInstanceOfSatisfying(
                        NotRead.class,
                        unknown -> assertThat(unknown.why().reason()).isEqualTo(UnreadReason.NOT_DECLARED));
    }

    @Test
    void theDayOfATimeIsTheOneInUtc() {
        assertThat(ListedDates.day(Instant.parse("2026-01-31T23:59:59Z"))).isEqualTo("2026-01-31");
    }

    @Test
    void anEntryWithoutADateIsADefect() {
        assertThatThrownBy(() -> ListedDates.of(List.of("java8 soon"), "java8"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java8 soon");
    }
}
