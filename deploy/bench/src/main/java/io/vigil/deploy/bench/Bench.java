package io.vigil.deploy.bench;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures what the tests cannot hold to on a noisy machine; every figure comes with the bound of the same run. */
@Command(
        name = "./vigil bench",
        mixinStandardHelpOptions = true,
        description = "Measures the scan and the checks.",
        subcommands = {BenchScan.class, BenchChecks.class})
final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        System.exit(new CommandLine(new Bench())
                .setExecutionExceptionHandler((failed, command, result) -> {
                    command.getErr().println("vigil bench: " + failed.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args));
    }
}
