package io.vigil.deploy.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A clone with the real script {@code vigil}, a Maven that only records its calls, and JDKs that only tell a version. */
final class MadeUpClone {
    private static final Path SCRIPT = Path.of("../../vigil").toAbsolutePath().normalize();
    private static final List<String> TOOLS =
            List.of("bash", "sed", "head", "dirname", "readlink", "mkdir", "mv", "find", "cat");

    /** Of all that the script may find on a machine, what a JDK has. */
    private static final String JAVA = """
            #!/bin/sh
            if [ "$1" = -version ]; then echo 'openjdk version "%s" 2025-09-16' >&2; else echo "$0 runs $*"; fi
            """;

    private static final String MAVEN = """
            #!/bin/sh
            echo "$*" >>"$(dirname "$0")/maven.log"
            mkdir -p deploy/local/target/lib
            [ ! -f reports.sh ] || . ./reports.sh
            exit "$(cat maven.exit)"
            """;

    final Path folder;
    final Path home;
    final Path path;
    final Path jdks;

    record Outcome(int exit, String output) {}

    MadeUpClone(Path root) throws IOException {
        folder = Files.createDirectories(root.resolve("a clone"));
        home = Files.createDirectories(root.resolve("home"));
        path = Files.createDirectories(root.resolve("path"));
        jdks = Files.createDirectories(root.resolve("jdks"));
        Files.copy(SCRIPT, folder.resolve("vigil"));
        program(folder.resolve("mvnw"), MAVEN);
        mavenEndsWith(0);
        write("contracts/src/main/java/A.java", "class A {}");
        write("pom.xml", "<project/>");
        for (String tool : TOOLS) allow(tool);
    }

    private void allow(String tool) throws IOException {
        for (String at : List.of("/bin/", "/usr/bin/")) {
            if (Files.isExecutable(Path.of(at + tool))) {
                program(path.resolve(tool), "#!/bin/sh\nexec " + at + tool + " \"$@\"\n");
                return;
            }
        }
        throw new IOException("this machine has no " + tool);
    }

    void forbid(String tool) throws IOException {
        Files.delete(path.resolve(tool));
    }

    void mavenEndsWith(int exit) throws IOException {
        Files.writeString(folder.resolve("maven.exit"), Integer.toString(exit));
    }

    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** All files are an hour older then, so that what changes next is newer whatever the clock's grain. */
    void anHourPasses() throws IOException {
        FileTime before = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) Files.setLastModifiedTime(path, before);
        }
    }

    Path jdk(String name, String version) throws IOException {
        Path jdk = jdks.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        program(jdk.resolve("bin/java"), JAVA.formatted(version));
        program(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        return jdk;
    }

    static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    List<String> mavenCalls() throws IOException {
        Path log = folder.resolve("maven.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    Outcome run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return run(folder, "./vigil", environment, arguments);
    }

    Outcome run(Path from, String script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(path.resolve("bash").toString(), script));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(from.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path.toString(), "VIGIL_JDKS", jdks.toString()));
        if (!environment.containsKey("HOME")) builder.environment().put("HOME", home.toString());
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(String::isEmpty);
        Process process = builder.start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the script did not end: " + Files.readString(output));
        }
        return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
