package io.vigil.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.deploy.local.MadeUpClone.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkFinderTest {
    @TempDir
    Path root;

    private MadeUpClone clone;

    @BeforeEach
    void make() throws IOException {
        clone = new MadeUpClone(root);
    }

    @Test
    void takesJavaHomeWhenItIsNewEnoughThoughANewerOneIsInstalled() throws Exception {
        // Given
        Path chosen = clone.jdk("chosen", "21.0.9");
        clone.jdk("newer", "25.0.1");
        // When
        Outcome outcome = clone.run(Map.of("JAVA_HOME", chosen.toString()), "up");
        // Then
        assertThat(outcome.output()).contains(chosen + "/bin/java runs");
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void passesOverAnOldJavaHomeForTheOneOnThePath() throws Exception {
        // Given
        Path old = clone.jdk("old", "17.0.17");
        Path good = clone.jdk("good", "21");
        clone.jdk("newest", "25");
        Files.createSymbolicLink(clone.path.resolve("javac"), good.resolve("bin/javac"));
        // When
        Outcome outcome = clone.run(Map.of("JAVA_HOME", old.toString()), "up");
        // Then
        assertThat(outcome.output()).contains(good + "/bin/java runs");
    }

    @Test
    void takesTheNewestInstalledWhenWhatTheUserChoseIsTooOldOrGone() throws Exception {
        // Given
        Path old = clone.jdk("a", "17.0.17");
        clone.jdk("b", "21.0.9");
        Path newest = clone.jdk("c", "25.0.1");
        clone.jdk("d", "1.8.0_472");
        Files.createSymbolicLink(clone.path.resolve("javac"), old.resolve("bin/javac"));
        // When
        Outcome outcome = clone.run(Map.of("JAVA_HOME", root.resolve("gone").toString()), "up");
        // Then
        assertThat(outcome.output()).contains(newest + "/bin/java runs");
    }

    @Test
    void passesOverARuntimeWithoutACompilerAndAJdkThatDoesNotRun() throws Exception {
        // Given
        Path runtime = clone.jdk("runtime", "26");
        Files.delete(runtime.resolve("bin/javac"));
        Path broken = clone.jdk("broken", "27");
        MadeUpClone.program(broken.resolve("bin/java"), "#!/nowhere/interpreter\n");
        Path good = clone.jdk("good", "21");
        // When
        Outcome outcome = clone.run(Map.of(), "up");
        // Then
        assertThat(outcome.output()).contains(good + "/bin/java runs");
    }

    @Test
    void saysWhatItFoundWhenNoneFits() throws Exception {
        // Given
        Path old = clone.jdk("old", "17.0.17");
        Path older = clone.jdk("older", "1.8.0_472");
        Files.createSymbolicLink(clone.path.resolve("javac"), old.resolve("bin/javac"));
        // When
        Outcome outcome = clone.run(Map.of("JAVA_HOME", "/gone"), "up");
        // Then
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.output().lines())
                .containsExactly(
                        "vigil: needs a JDK 21 or newer; found: no JDK in /gone, 17 in " + old + ", 8 in " + older
                                + ".",
                        "vigil: install one (for example Eclipse Temurin 21, or your system's openjdk-21-jdk) or point"
                                + " JAVA_HOME at it.");
        assertThat(clone.mavenCalls()).isEmpty();
    }

    @Test
    void saysThatThereIsNoneAtAll() throws Exception {
        // When
        Outcome outcome = clone.run(Map.of(), "test");
        // Then
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.output()).startsWith("vigil: needs a JDK 21 or newer; found: no JDK at all.");
    }
}
