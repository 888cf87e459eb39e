package io.vigil.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.deploy.stack.Folders;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class UpIT {
    @TempDir
    Path root;

    /** Else root's PostgreSQL, which runs as another user, keeps its data elsewhere. */
    @BeforeEach
    void open() throws Exception {
        Folders.passable(root);
    }

    @Test
    void saysThatThePortalsPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Launcher up = start("--port", "" + other.getLocalPort())) {
            // When
            int exit = up.awaitEnd();
            // Then
            assertThat(exit).isEqualTo(1);
            assertThat(up.lines())
                    .contains("vigil: api-gateway: port " + other.getLocalPort()
                            + " is taken by another program; --port names another");
        }
    }

    @Test
    void saysWhoHoldsTheFolderAndLeavesItsLogsAlone() throws Exception {
        // Given
        DataFolder held = new DataFolder(root.resolve("data"));
        held.take();
        held.freshLogs();
        Path log = Files.writeString(held.log("kafka"), "of the one that runs");
        // When
        try (Launcher up = start()) {
            int exit = up.awaitEnd();
            // Then
            assertThat(exit).isEqualTo(1);
            assertThat(up.lines())
                    .containsExactly("vigil: data: another ./vigil up (process "
                            + ProcessHandle.current().pid() + ") runs on " + held.folder
                            + "; end it, or name another folder with --data");
            assertThat(log).hasContent("of the one that runs");
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true")
    void namesADamagedDatabaseAndLeavesNothingRunning() throws Exception {
        // Given
        Path cluster = Files.createDirectories(root.resolve("data/postgres/cluster"));
        Files.writeString(cluster.resolve("PG_VERSION"), "18\n");
        // When
        try (Launcher up = start()) {
            int exit = up.awaitEnd();
            // Then
            assertThat(exit).isEqualTo(1);
            assertThat(up.lastLineOfVigil()).startsWith("vigil: postgresql: ").contains("logs/postgresql.log)");
            assertThat(up.lines()).noneMatch(line -> line.startsWith("\tat "));
            assertThat(root.resolve("data/children")).doesNotExist();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true")
    void namesABrokersDataOfAnotherVersion() throws Exception {
        // Given
        Path kafka = Files.createDirectories(root.resolve("data/kafka"));
        Files.writeString(kafka.resolve("meta.properties"), "version=99\nnode.id=1\ncluster.id=x\n");
        // When
        try (Launcher up = start()) {
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
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true")
    void survivesAKillOfTheLauncherAndNamesAPartThatDiesLater() throws Exception {
        // Given
        List<ProcessHandle> orphans;
        try (Launcher killed = start("--workers", "1")) {
            killed.awaitReady();
            orphans = killed.children();
            killed.process.destroyForcibly().waitFor();
        }
        try (Launcher up = start("--workers", "1")) {
            up.awaitReady();
            assertThat(orphans).noneMatch(ProcessHandle::isAlive);
            List<ProcessHandle> children = up.children();
            // When
            up.child("kafka").destroyForcibly();
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
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true")
    void stopsEveryPartWhenItIsToldToEndWhileItStarts() throws Exception {
        try (Launcher up = start()) {
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

    private Launcher start(String... options) throws Exception {
        String[] all = new String[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = "--no-demo";
        return new Launcher(root.resolve("data"), root.resolve("output"), all);
    }
}
