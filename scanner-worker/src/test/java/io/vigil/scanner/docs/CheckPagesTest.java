package io.vigil.scanner.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.CheckCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckPagesTest {
    private static final Path COMMITTED = Path.of("..", "docs", "checks");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+\\.md)\\)");

    @Test
    void theCommittedPagesTellWhatTheChecksSay() throws IOException {
        // Given
        SortedMap<String, String> committed = new TreeMap<>();
        if (Files.isDirectory(COMMITTED))
            for (Path file : WriteCheckPages.markdown(COMMITTED))
                committed.put(COMMITTED.relativize(file).toString(), Files.readString(file));
        // When
        SortedMap<String, String> written = WriteCheckPages.pages();
        // Then
        assertThat(committed.keySet())
                .as("docs/checks is stale; run ./vigil docs and commit what it writes")
                .isEqualTo(written.keySet());
        written.forEach((file, text) -> assertThat(committed.get(file))
                .as("docs/checks/%s is stale; run ./vigil docs and commit what it writes", file)
                .isEqualTo(text));
    }

    @Test
    void everyCheckHasAPageAndEveryLinkLeadsSomewhere() {
        SortedMap<String, String> pages = WriteCheckPages.pages();
        CheckCatalogue.load().checks().forEach(check -> assertThat(pages).containsKey(check.id() + ".md"));
        pages.forEach((file, text) -> {
            var links = LINK.matcher(text);
            while (links.find()) {
                Path target = Path.of(file).resolveSibling(links.group(1)).normalize();
                if (target.startsWith(".."))
                    assertThat(COMMITTED.resolve(target)).exists();
                else assertThat(pages).as("%s links to %s", file, target).containsKey(target.toString());
            }
        });
    }

    @Test
    void replacesPagesAndLeavesOtherFilesAlone(@TempDir Path folder) throws IOException {
        // Given
        Files.writeString(folder.resolve("a-check-that-was-dropped.md"), "old");
        Files.writeString(folder.resolve("picture.png"), "kept");
        // When
        WriteCheckPages.write(folder);
        // Then
        assertThat(folder.resolve("a-check-that-was-dropped.md")).doesNotExist();
        assertThat(folder.resolve("picture.png")).exists();
        assertThat(folder.resolve("README.md")).exists();
    }
}
