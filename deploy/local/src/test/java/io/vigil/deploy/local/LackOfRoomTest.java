package io.vigil.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LackOfRoomTest {
    @Test
    void aFullDiskIsNamedWithItsFolder() throws Exception {
        // Given a file system that never has room
        Path full = Path.of("/proc/self");
        assumeTrue(Files.exists(full) && Files.getFileStore(full).getUsableSpace() == 0, "this machine has no /proc");

        // When // Then
        assertThat(new DataFolder(full).lackOfRoom())
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("disk: 0 MiB are free in /proc/")
                        .contains("make room"));
    }

    @Test
    void aDiskWithRoomIsNotSpokenOf(@TempDir Path folder) {
        assertThat(new DataFolder(folder).lackOfRoom()).isEmpty();
        assertThat(new DataFolder(folder.resolve("not-there")).lackOfRoom()).isEmpty();
    }
}
