package io.vigil.deploy.local.audit;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be done with audit trails from outside of the services. */
@Command(
        name = "./vigil audit",
        mixinStandardHelpOptions = true,
        description = "Looks at audit trails from outside of the services.",
        subcommands = {VerifyCommand.class, CertificateCommand.class})
public final class AuditCommand {
    private AuditCommand() {}

    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new AuditCommand());
    }
}
