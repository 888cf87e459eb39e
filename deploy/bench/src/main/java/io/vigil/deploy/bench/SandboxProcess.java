package io.vigil.deploy.bench;

import io.vigil.deploy.stack.OwnJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The sandbox in a JVM of its own, so that what it costs is not the scanner's. */
record SandboxProcess(Process process, String address) implements AutoCloseable {
    private static final String LISTENS = "listening on ";
    private static final String AWS_PAGE = "1000";

    static SandboxProcess start(Path accounts, Duration latency, Path log) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx10g",
                        "-XX:+UseParallelGC",
                        OwnJvm.CARRIERS,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.vigil.sandbox.SandboxServer",
                        "--accounts",
                        accounts.toString(),
                        "--page-size",
                        AWS_PAGE,
                        "--latency-ms",
                        Long.toString(latency.toMillis())))
                .redirectError(log.toFile())
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine())
            if (line.startsWith(LISTENS))
                return new SandboxProcess(
                        process, line.substring(LISTENS.length()).strip());
        throw new IOException("the sandbox did not start (log: %s)".formatted(log));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
