package io.vigil.deploy.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A small JVM for one of our parts, with the same JDK that we run on. */
public final class OwnJvm {
    /** Virtual threads that load classes keep their carriers, and all could wait for a lock promised to one that has none. */
    public static final String CARRIERS = "-Djdk.virtualThreadScheduler.parallelism=256";

    private OwnJvm() {}

    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    static ProcessBuilder of(String heap, Class<?> main, Collection<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                java().toString(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                CARRIERS,
                "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n",
                "-cp",
                Artifacts.partsClassPath(),
                main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }
}
