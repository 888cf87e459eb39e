package io.vigil.scanner.cli;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Region;
import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.contracts.UnreadReason;
import io.vigil.contracts.Verdict;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The NDJSON of a scan, one verdict a line, in an order that depends on nothing but the verdicts. A file appears under
 * its name when it is whole; a device or pipe is written as it is.
 */
final class VerdictFile implements AutoCloseable {
    private static final Comparator<Verdict> ORDER = Comparator.comparing(
                    (Verdict v) -> v.region().value())
            .thenComparing(Verdict::resourceType)
            .thenComparing(Verdict::resource)
            .thenComparing(v -> v.check().value());

    private final Path file;
    private final Path written;

    private VerdictFile(Path file, Path written) {
        this.file = file;
        this.written = written;
    }

    /**
     * Makes sure that the file can be written before anything else is done.
     *
     * @throws IOException if it cannot; the message names the file and why
     */
    static VerdictFile open(Path file) throws IOException {
        if (Files.isDirectory(file)) throw new IOException("%s is a folder".formatted(file));
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            if (!Files.isWritable(file)) throw new IOException("%s is not writable".formatted(file));
            return new VerdictFile(file, file);
        }
        if (Files.exists(file) && !Files.isWritable(file)) throw new IOException("%s is not writable".formatted(file));
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder))
            throw new IOException("the folder of %s does not exist".formatted(file));
        try {
            Path written = Files.createTempFile(folder, "." + file.getFileName(), ".partial");
            written.toFile().deleteOnExit();
            return new VerdictFile(file, written);
        } catch (IOException refused) {
            throw new IOException("the folder of %s is not writable".formatted(file), refused);
        }
    }

    /** @throws IOException if not everything could be written; the file is then as it was before */
    void write(AccountId account, List<Verdict> verdicts) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(written))) {
            for (Verdict verdict : verdicts.stream().sorted(ORDER).toList()) {
                out.write(EventJson.MAPPER
                        .writeValueAsString(Line.of(account, verdict))
                        .getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
        }
        if (!written.equals(file))
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Its components in this order are what a line holds. */
    private record Line(
            AccountId account,
            Region region,
            String resource,
            String resourceType,
            CheckId check,
            Severity severity,
            Status status,
            String message,
            Map<String, Object> evidence,
            @Nullable UnreadReason reason) {
        static Line of(AccountId account, Verdict verdict) {
            return new Line(
                    account,
                    verdict.region(),
                    verdict.resource(),
                    verdict.resourceType(),
                    verdict.check(),
                    verdict.severity(),
                    verdict.status(),
                    verdict.message(),
                    verdict.evidence(),
                    verdict.unread() == null ? null : verdict.unread().reason());
        }
    }

    /** Leaves nothing behind of what was not finished. */
    @Override
    public void close() throws IOException {
        if (!written.equals(file)) Files.deleteIfExists(written);
    }
}
