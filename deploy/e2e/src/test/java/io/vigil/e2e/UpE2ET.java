package io.vigil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.deploy.stack.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What {@code up} makes of damaged data, of kills, and of being told to end. */
@EnabledIfSystemProperty(named = "vigil.full", matches = "true")
class UpE2ET {
    @TempDir
    Path root;

    /** Else root's PostgreSQL, which runs as another user, keeps its data elsewhere. */
    @BeforeEach
    void open() throws Exception {
        Folders.passable(root);
    }

    @Test
    void namesADamagedDatabaseAndLeavesNothingRunning() throws Exception {
        // Given
        Path cluster = Files.createDirectories(root.resolve("data/postgres/cluster"));
        Files.writeString(cluster.resolve("PG_VERSION"), "18\n");
        // When
        try (Launch up = start()) {
            int exit = up.awaitEnd();
            // Then
            assertThat(exit).isEqualTo(1);
            assertThat(up.lastLineOfVigil()).startsWith("vigil: postgresql: ").contains("logs/postgresql.log)");
            assertThat(up.lines()).noneMatch(line -> line.startsWith("\tat "));
            assertThat(root.resolve("data/children")).doesNotExist();
        }
    }

    @Test
    void namesABrokersDataOfAnotherVersion() throws Exception {
        // Given
        Path kafka = Files.createDirectories(root.resolve("data/kafka"));
        Files.writeString(kafka.resolve("meta.properties"), "version=99\nnode.id=1\ncluster.id=x\n");
        // When
        try (Launch up = start()) {
            int exit = up.awaitEnd();
            // Then
            assertThat(exit).isEqualTo(1);
            assertThat(up.lastLineOfVigil())
                    .startsWith("vigil: kafka: ended with exit code 1: ")
                    .contains("meta.properties", "logs/kafka.log)");
            assertThat(up.lines()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void survivesAKillOfTheLaunchAndNamesAPartThatDiesLater() throws Exception {
        // Given
        List<ProcessHandle> orphans;
        try (Launch killed = start("--workers", "1")) {
            killed.awaitReady();
            orphans = killed.children();
            killed.process.destroyForcibly().waitFor();
        }
        try (Launch up = start("--workers", "1")) {
            up.awaitReady();
            assertThat(orphans).noneMatch(ProcessHandle::isAlive);
            List<ProcessHandle> children = up.children();
            // When
            Launch.child(root.resolve("data"), "kafka").destroyForcibly();
            int exit = up.awaitEnd();
            // Then
            assertThat(exit).isEqualTo(1);
            assertThat(up.lastLineOfVigil())
                    .isEqualTo(
                            "vigil: kafka: was ended by signal 9 (log: " + root.resolve("data/logs/kafka.log") + ")");
            assertThat(children).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void stopsEveryPartWhenItIsToldToEndWhileItStarts() throws Exception {
        try (Launch up = start()) {
            // Given
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> Files.exists(root.resolve("data/children"))
                            && up.children().size() > 3);
            List<ProcessHandle> children = up.children();
            // When
            up.process.destroy();
            int exit = up.awaitEnd();
            // Then
            assertThat(exit).isEqualTo(143);
            assertThat(up.lastLineOfVigil()).isEmpty();
            assertThat(children).noneMatch(ProcessHandle::isAlive);
            assertThat(root.resolve("data/children")).doesNotExist();
        }
    }

    private Launch start(String... options) throws Exception {
        return Launch.start(root.resolve("data"), root.resolve("output"), options);
    }
}
