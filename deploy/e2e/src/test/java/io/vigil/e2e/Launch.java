package io.vigil.e2e;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./vigil up --no-demo} in a process of its own, on what the build left, without the script's build. */
final class Launch implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Path data;
    private final Path output;
    final Process process;

    private Launch(Path data, Path output, Process process) {
        this.data = data;
        this.output = output;
        this.process = process;
    }

    /** @param output what it says, a file that this start writes anew */
    static Launch start(Path data, Path output, String... options) throws IOException {
        List<String> command = java("io.vigil.deploy.local.Up", "--no-demo", "--data", data.toString());
        command.addAll(List.of(options));
        return new Launch(
                data,
                output,
                new ProcessBuilder(command)
                        .directory(Modules.ROOT.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start());
    }

    record Ended(int code, String output) {}

    /** {@code ./vigil audit …}, likewise. */
    static Ended audit(String... arguments) throws IOException, InterruptedException {
        Process audit = new ProcessBuilder(java("io.vigil.deploy.local.audit.AuditCommand", arguments))
                .redirectErrorStream(true)
                .start();
        String output = new String(audit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(audit.waitFor(), output);
    }

    private static List<String> java(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dvigil.home=" + Modules.ROOT,
                "-cp",
                classPath(),
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String classPath() {
        Path target = Modules.ROOT.resolve("deploy/local/target");
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
    }

    void awaitReady() {
        await().atMost(LIMIT)
                .failFast("up ended early, see " + output, () -> !process.isAlive())
                .until(() -> Files.exists(data.resolve("addresses.json"))
                        && lines().stream().anyMatch(line -> line.startsWith("ready in ")));
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
            throw new AssertionError("up did not end: " + lines());
        return process.exitValue();
    }

    List<String> lines() {
        return read(output);
    }

    String lastLineOfVigil() {
        return lines().stream()
                .filter(line -> line.startsWith("vigil: "))
                .reduce((first, second) -> second)
                .orElse("");
    }

    /** Of all parts that it has started. */
    List<ProcessHandle> children() {
        return read(data.resolve("children")).stream()
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line.split(" ")[1])).stream())
                .toList();
    }

    /** The process of a part, such as {@code scanner-worker-1}; the last one if it was started again. */
    static ProcessHandle child(Path data, String part) {
        return read(data.resolve("children")).stream()
                .map(line -> line.split(" "))
                .filter(child -> child[0].equals(part))
                .reduce((earlier, later) -> later)
                .flatMap(child -> ProcessHandle.of(Long.parseLong(child[1])))
                .orElseThrow(() -> new AssertionError("no process of " + part));
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
    }
}
