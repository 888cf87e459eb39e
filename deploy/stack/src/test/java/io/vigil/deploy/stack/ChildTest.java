package io.vigil.deploy.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Children children;
    private Path log;

    @BeforeEach
    void prepare() {
        children = new Children(folder.resolve("children"));
        log = folder.resolve("logs/part.log");
    }

    @AfterEach
    void stop() {
        children.close();
    }

    @Test
    void quotesTheErrorOfAPartThatEndsAtItsStart() {
        // Given
        Child child = start("echo begin; echo 'FATAL: no such folder'; echo '    at Some.where'; exit 3");
        // Then
        assertThatThrownBy(() -> child.awaitReady(LIMIT, () -> false))
                .hasMessage("part: ended with exit code 3: FATAL: no such folder (log: " + log + ")");
    }

    @Test
    void quotesTheMessageOfAnExceptionWithoutItsClass() {
        // Given
        Child child = start("echo 'Exception in thread \"main\" java.lang.RuntimeException: No such disk.'; exit 1");
        // Then
        assertThatThrownBy(() -> child.awaitReady(LIMIT, () -> false))
                .hasMessageStartingWith("part: ended with exit code 1: No such disk. (log: ");
    }

    @Test
    void doesNotBlameALineOfTheLogForAKill() throws Exception {
        // Given
        Child child = start("echo 'ERROR: harmless'; exec cat");
        // When
        child.process().destroyForcibly().waitFor();
        // Then
        assertThatThrownBy(child::demandAlive).hasMessage("part: was ended by signal 9 (log: " + log + ")");
    }

    @Test
    void mindsAlsoAnEndWithoutAnErrorUnlessItWasAskedFor() throws Exception {
        // Given
        Child gone = start("exit 0");
        Child closed = start("exec cat");
        Child finished = start("exit 0");
        // When
        gone.process().waitFor();
        closed.close();
        finished.awaitEnd(LIMIT);
        // Then
        assertThatThrownBy(gone::demandAlive).hasMessageStartingWith("part: ended with exit code 0");
        assertThatCode(closed::demandAlive).doesNotThrowAnyException();
        assertThatCode(finished::demandAlive).doesNotThrowAnyException();
    }

    @Test
    void startsNothingOnceEverythingIsBeingStopped() {
        // When
        children.close();
        // Then
        assertThatThrownBy(() -> start("exec cat")).hasMessageContaining("everything is being stopped");
    }

    @Test
    void endsOrphansAndPassesOverHalfALineAndAStranger() throws Exception {
        // Given
        Child orphan = start("exec cat");
        Files.writeString(
                folder.resolve("children"),
                Files.readString(folder.resolve("children")) + "stranger "
                        + ProcessHandle.current().pid() + " 1000000000000\nhalf 12");
        // When
        var ended = new Children(folder.resolve("children")).endOrphans();
        // Then
        assertThat(ended).containsExactly("part");
        assertThat(orphan.process().waitFor()).isEqualTo(143);
    }

    private Child start(String script) {
        return children.start("part", new ProcessBuilder("sh", "-c", script), log);
    }
}
