package io.vigil.scanner.work;

import io.vigil.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged worker in a process of its own, as it runs in production. */
record WorkerProcess(String name, Process process) implements AutoCloseable {
    /** The application's jar, set by the build once it is packaged. */
    static final String APPLICATION = "vigil.quarkus-app";

    static WorkerProcess start(String name, Map<String, String> configuration, Path logs) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=0",
                "-Dvigil.worker.name=" + name));
        configuration.forEach((key, value) -> command.add("-D%s=%s".formatted(key, value)));
        command.addAll(List.of("-jar", System.getProperty(APPLICATION)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve(name + ".log").toFile());
        SandboxOptions.Principal own = SandboxOptions.Principal.LOCAL;
        builder.environment().put("AWS_ACCESS_KEY_ID", own.accessKey());
        builder.environment().put("AWS_SECRET_ACCESS_KEY", own.secretKey());
        return new WorkerProcess(name, builder.start());
    }

    /** SIGKILL: it cannot say goodbye. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGTERM, and how long it took to end. */
    Duration terminate() throws InterruptedException {
        long began = System.nanoTime();
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) throw new AssertionError(name + " does not end");
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** @param signal such as {@code STOP} or {@code CONT} */
    void signal(String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) throw new AssertionError("cannot signal " + name);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
