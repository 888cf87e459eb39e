package io.vigil.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.deploy.stack.PartFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path root;

    @Test
    void isHeldByOneLauncherAtATime() {
        // Given
        new DataFolder(root).take();
        // Then
        assertThatThrownBy(() -> new DataFolder(root).take())
                .isInstanceOf(PartFailed.class)
                .hasMessageMatching("data: another ./vigil up \\(process \\d+\\) runs on " + root + "; .*--data");
    }

    @Test
    void refusesAFile() throws Exception {
        // Given
        Path file = Files.writeString(root.resolve("file"), "");
        // Then
        assertThatThrownBy(() -> new DataFolder(file).take())
                .hasMessage("data: cannot use " + file + ": it is a file; --data names another");
    }

    @Test
    void refusesAFolderOfSomebodyElse() throws Exception {
        // Given
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a folder away");
        Files.setAttribute(root, "unix:uid", 65534);
        // Then
        assertThatThrownBy(() -> new DataFolder(root).take())
                .hasMessage("data: " + root + " belongs to nobody, not to root; name another with --data");
    }

    @Test
    void saysHowMuchMemoryIsMissing() throws Exception {
        // Given
        Path machine = Files.createDirectories(root.resolve("machine/proc")).getParent();
        Files.writeString(machine.resolve("proc/meminfo"), "MemAvailable: 1024000 kB\n");
        // Then
        assertThatThrownBy(() -> new DataFolder(root).demandRoom(new Memory(machine)))
                .hasMessage("memory: needs 2600 MiB, 1000 are available");
    }

    @Test
    void keepsTheLogsOfTheRunBeforeAndNoneOlder() throws Exception {
        // Given
        DataFolder folder = new DataFolder(root);
        for (String run : new String[] {"first", "second"}) {
            folder.freshLogs();
            Files.writeString(folder.log("kafka"), run);
        }
        // When
        folder.freshLogs();
        // Then
        assertThat(folder.log("kafka")).doesNotExist();
        assertThat(root.resolve("logs.previous/kafka.log")).hasContent("second");
    }
}
