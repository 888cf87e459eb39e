package io.vigil.deploy.local.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.ReportManifest;
import io.vigil.deploy.local.SignedText;
import io.vigil.deploy.local.SignedText.Checked;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies a report by its signature and the public keys of the services alone. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verifies that a report is, to the byte, what Vigil made, and prints what it was made of.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is what was signed",
            "1:it is not",
            "2:the command was used wrongly",
            "3:it could not be read"
        })
final class VerifyReportCommand implements Callable<Integer> {
    static final int ALTERED = 1;
    static final int UNREADABLE = 3;
    private static final String ENDING = ".jws";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the report, as it was downloaded or mailed")
    private Path file = Path.of("");

    @Option(names = "--signature", paramLabel = "FILE", description = "its signature (default: FILE.jws beside it)")
    private @Nullable Path signature;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "the public keys of the services, a JWK set (default: those of the local platform)")
    private @Nullable Path keys;

    /** What a file is, to tell it from any other. */
    private record Seen(long bytes, String sha256) {}

    VerifyReportCommand() {}

    @Override
    public Integer call() {
        CommandSpec run = spec;
        if (run == null) throw new IllegalStateException("not run by picocli");
        PrintWriter err = run.commandLine().getErr();
        if (signature == null && file.toString().endsWith(ENDING)) {
            err.println("vigil: " + file
                    + " looks like a signature; name the report, its signature is looked for beside it");
            return UNREADABLE;
        }
        Path beside = signature == null ? Path.of(file + ENDING) : signature;
        try {
            Seen seen = seen();
            Checked checked = new SignedText(ReportManifest.SIGNER, ReportManifest.TYPE, keys)
                    .check(beside, "fetch the report's signature and name it with --signature");
            switch (checked) {
                case Checked.Refused refused -> {
                    err.println("vigil: " + beside + " is no signature of a report: it " + refused.why());
                    return ALTERED;
                }
                case Checked.Whole whole -> {
                    Optional<String> fault = fault(whole.said(), seen, beside);
                    fault.ifPresent(what -> err.println("vigil: " + what));
                    if (fault.isPresent()) return ALTERED;
                    PrintWriter out = run.commandLine().getOut();
                    out.println(file + " is what " + ReportManifest.SIGNER + " made and signed:");
                    out.println(whole.said().toPrettyString());
                    return 0;
                }
            }
        } catch (IOException unreadable) {
            err.println("vigil: " + unreadable.getMessage());
            return UNREADABLE;
        }
    }

    private Optional<String> fault(JsonNode said, Seen seen, Path beside) {
        if (!said.path("format").asText().equals(ReportManifest.FORMAT))
            return Optional.of("%s is of the format '%s', which this release does not know"
                    .formatted(beside, said.path("format").asText()));
        ReportManifest.File signed;
        try {
            signed = EventJson.MAPPER.treeToValue(said, ReportManifest.class).file();
        } catch (JsonProcessingException malformed) {
            return Optional.of("%s does not say which file it is of".formatted(beside));
        }
        if (seen.equals(new Seen(signed.bytes(), signed.sha256()))) return Optional.empty();
        return Optional.of(("%s is not the file that was signed, or was altered since: it has %d bytes and SHA-256 %s;"
                        + " signed was %s of %d bytes and SHA-256 %s")
                .formatted(file, seen.bytes(), seen.sha256(), signed.name(), signed.bytes(), signed.sha256()));
    }

    private Seen seen() throws IOException {
        try (InputStream content = Files.newInputStream(file);
                var digested = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            long bytes = digested.transferTo(OutputStream.nullOutputStream());
            return new Seen(
                    bytes, HexFormat.of().formatHex(digested.getMessageDigest().digest()));
        } catch (IOException unreadable) {
            throw new IOException("%s cannot be read; name the report's file".formatted(file), unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
