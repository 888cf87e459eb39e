package io.vigil.scanner.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PagesTest {
    private record Page(String text, Optional<Integer> next) {}

    @Test
    void goesOnUntilAPageNamesNoNext() {
        // Given
        List<Page> book =
                List.of(new Page("a", Optional.of(1)), new Page("b", Optional.of(2)), new Page("c", Optional.empty()));

        // When
        Iterable<Page> pages = Pages.<List<Page>, Integer, Page>by(List::get, (number, page) -> page.next())
                .apply(book, 0);

        // Then
        assertThat(pages).extracting(Page::text).containsExactly("a", "b", "c");
    }

    @Test
    void asksForNoPageThatNobodyReads() {
        // Given
        List<Page> book = List.of(new Page("a", Optional.of(7)));

        // When
        Iterable<Page> pages = Pages.<List<Page>, Integer, Page>by(List::get, (number, page) -> page.next())
                .apply(book, 0);

        // Then
        assertThat(pages.iterator().next().text()).isEqualTo("a");
    }
}
