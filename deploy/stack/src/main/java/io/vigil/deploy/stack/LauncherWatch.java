package io.vigil.deploy.stack;

import java.io.IOException;

/** Ends a process of ours when the launcher is gone, even by SIGKILL: its end of our standard input closes then. */
public final class LauncherWatch {
    private LauncherWatch() {}

    public static void endWithLauncher() {
        Thread.ofPlatform().daemon().name("launcher-watch").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // the launcher never writes
                }
            } catch (IOException e) {
                // a broken pipe tells the same as its end
            }
            System.exit(0);
        });
    }
}
