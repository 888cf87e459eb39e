package io.vigil.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    @TempDir
    Path root;

    @Test
    void tellsWhatTheMachineHasAvailable() throws Exception {
        // Given
        write("proc/meminfo", "MemTotal:  8000000 kB\nMemAvailable:  4096000 kB\n");
        write("sys/fs/cgroup/memory.max", "max\n");
        // Then
        assertThat(new Memory(root).available()).hasValue(4000);
    }

    @Test
    void tellsWhatALimitOfTheContainerLeavesAndCountsFilesThatTheKernelCanDrop() throws Exception {
        // Given
        write("proc/meminfo", "MemAvailable:  4096000 kB\n");
        write("sys/fs/cgroup/memory.max", "2097152000\n");
        write("sys/fs/cgroup/memory.current", "1048576000\n");
        write("sys/fs/cgroup/memory.stat", "anon 1\ninactive_file 524288000\n");
        // Then
        assertThat(new Memory(root).available()).hasValue(1500);
    }

    @Test
    void doesNotGuessWhereTheSystemDoesNotTell() {
        assertThat(new Memory(root).available()).isEmpty();
        assertThat(new Memory(root).resident(Stream.of(ProcessHandle.current())))
                .isZero();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }
}
