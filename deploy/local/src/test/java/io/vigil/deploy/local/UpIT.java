package io.vigil.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.deploy.stack.Folders;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    private Launcher start(String... options) throws Exception {
        String[] all = new String[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = "--no-demo";
        return new Launcher(root.resolve("data"), root.resolve("output"), all);
    }
}
