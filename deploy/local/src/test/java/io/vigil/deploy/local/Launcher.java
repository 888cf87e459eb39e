package io.vigil.deploy.local;

import io.vigil.deploy.stack.OwnJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./vigil up} in a process of its own, without the script's build. */
final class Launcher implements AutoCloseable {
    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration LIMIT = Duration.ofMinutes(8);

    private final Path output;
    private final Process process;

    /** @param output what it says, a file that this start writes anew */
    Launcher(Path data, Path output, String... options) throws IOException {
        this.output = output;
        List<String> command = new ArrayList<>(List.of(
                OwnJvm.java().toString(),
                "-Dvigil.home=" + HOME,
                "-cp",
                System.getProperty("java.class.path"),
                Up.class.getName(),
                "--data",
                data.toString()));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    List<String> lines() {
        try {
            return Files.readAllLines(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("up did not end: " + lines());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
