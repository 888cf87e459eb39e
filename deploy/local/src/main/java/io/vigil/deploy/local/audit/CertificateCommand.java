package io.vigil.deploy.local.audit;

import io.vigil.deploy.local.SignedText;
import io.vigil.deploy.local.SignedText.Checked;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies the certificate of a customer that was deleted, by the public keys of the services alone. */
@Command(
        name = "certificate",
        mixinStandardHelpOptions = true,
        description = "Verifies the certificate that a customer was deleted, and prints what it says.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is what was signed", "1:it is not", "3:it could not be read"})
final class CertificateCommand implements Callable<Integer> {
    private static final String SIGNER = "tenant-service";
    private static final String TYPE = "vigil-erasure-certificate+jws";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the certificate, as it was downloaded")
    private Path file = Path.of("");

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "the public keys of the services, a JWK set (default: those of the local platform)")
    private @Nullable Path keys;

    CertificateCommand() {}

    @Override
    public Integer call() {
        CommandSpec run = spec;
        if (run == null) throw new IllegalStateException("not run by picocli");
        PrintWriter err = run.commandLine().getErr();
        try {
            switch (new SignedText(SIGNER, TYPE, keys).check(file, "name the certificate's file")) {
                case Checked.Whole whole -> {
                    run.commandLine().getOut().println(whole.said().toPrettyString());
                    return 0;
                }
                case Checked.Refused refused -> {
                    err.println(
                            "vigil: " + file + " is no certificate that " + SIGNER + " signed: it " + refused.why());
                    return VerifyCommand.ALTERED;
                }
            }
        } catch (IOException unreadable) {
            err.println("vigil: " + unreadable.getMessage());
            return VerifyCommand.UNREADABLE;
        }
    }
}
