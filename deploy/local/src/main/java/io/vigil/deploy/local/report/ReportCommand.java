package io.vigil.deploy.local.report;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be done with reports from outside of the services. */
@Command(
        name = "./vigil report",
        mixinStandardHelpOptions = true,
        description = "Looks at reports from outside of the services.",
        subcommands = VerifyReportCommand.class)
public final class ReportCommand {
    private ReportCommand() {}

    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ReportCommand());
    }
}
