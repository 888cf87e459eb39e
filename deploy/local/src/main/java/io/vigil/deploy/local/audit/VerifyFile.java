package io.vigil.deploy.local.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vigil.contracts.AuditChain;
import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.AuditExport;
import io.vigil.contracts.AuditHead;
import io.vigil.contracts.EventJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks an exported trail without the database. */
final class VerifyFile {
    /** Of the last line, in bytes. */
    private static final int LONGEST_CLOSING = 4096;

    private static final int LINES_AT_ONCE = 2000;

    /** JSON may leave out what a row cannot be without. */
    private static final List<Function<AuditEntry, @Nullable Object>> FIELDS = List.of(
            AuditEntry::tenant,
            AuditEntry::service,
            AuditEntry::at,
            AuditEntry::actor,
            AuditEntry::actorName,
            AuditEntry::role,
            AuditEntry::grant,
            AuditEntry::token,
            AuditEntry::action,
            AuditEntry::subject,
            AuditEntry::reason,
            AuditEntry::detail,
            AuditEntry::previous,
            AuditEntry::hash);

    private static final String CLOSING = "\"" + AuditExport.FORMAT + "\"";

    /** The file is no export, or an incomplete one. */
    static final class NoTrail extends Exception {
        private static final long serialVersionUID = 1;

        NoTrail(String message) {
            super(message);
        }
    }

    private final ObjectReader entries = EventJson.MAPPER.readerFor(AuditEntry.class);
    private final Path file;
    private boolean closed;

    VerifyFile(Path file) {
        this.file = file;
    }

    /** @param kept a head from elsewhere that the trail must still hold */
    Verified verify(Optional<AuditHead> kept) throws IOException, NoTrail {
        AuditExport closing = closing();
        WalkChain chain = new WalkChain(closing.service(), closing.tenant(), kept, closing.whole());
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            long before = 0;
            for (List<String> batch = batch(lines); !batch.isEmpty(); batch = batch(lines)) {
                Optional<Verified> strange = take(batch, before, chain, closing);
                if (strange.isPresent()) return strange.get();
                before += batch.size();
            }
        }
        return chain.end(closing.whole() ? closing.head() : AuditHead.NONE);
    }

    private static List<String> batch(BufferedReader lines) throws IOException {
        List<String> batch = new ArrayList<>(LINES_AT_ONCE);
        while (batch.size() < LINES_AT_ONCE) {
            String line = lines.readLine();
            if (line == null) break;
            batch.add(line);
        }
        return batch;
    }

    /** Reading JSON takes longest, and of each line by itself. */
    private Optional<Verified> take(List<String> batch, long before, WalkChain chain, AuditExport closing)
            throws NoTrail {
        List<Optional<AuditEntry>> read =
                batch.parallelStream().map(this::entry).toList();
        for (int i = 0; i < batch.size(); i++) {
            String line = batch.get(i);
            if (line.isBlank()) continue;
            if (closed) throw new NoTrail("goes on after the trail's head");
            closed = isClosing(line);
            if (closed) continue;
            long number = before + i + 1;
            AuditEntry entry = read.get(i)
                    .orElseThrow(() -> new NoTrail("has a line %d that is no row of a trail".formatted(number)));
            if (!entry.tenant().equals(closing.tenant()) || !entry.service().equals(closing.service()))
                return Optional.of(strange(chain, entry));
            try {
                chain.take(entry);
            } catch (IllegalArgumentException unhashable) {
                throw new NoTrail("has a line %d that is no row of a trail".formatted(number));
            }
        }
        return Optional.empty();
    }

    private static Verified strange(WalkChain chain, AuditEntry entry) {
        Verified so = chain.end(AuditHead.NONE);
        return new Verified(
                so.service(),
                so.tenant(),
                so.rows(),
                so.head(),
                so.whole(),
                Optional.of(new AuditChain.Fault(
                        entry.seq(), "is of tenant %s at %s".formatted(entry.tenant(), entry.service()))));
    }

    private AuditExport closing() throws IOException, NoTrail {
        String last = lastLine();
        if (!isClosing(last))
            throw new NoTrail("does not end with the trail's head: it is no export, or rows at its end are missing");
        try {
            AuditExport export = EventJson.MAPPER.readValue(last, AuditExport.class);
            if (export.head() == null || export.tenant() == null || export.service() == null)
                throw new NoTrail("has a last line that is no head of a trail");
            return export;
        } catch (JsonProcessingException malformed) {
            throw new NoTrail("has a last line that is no head of a trail");
        }
    }

    private String lastLine() throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(bytes.length(), LONGEST_CLOSING)];
            bytes.seek(bytes.length() - tail.length);
            bytes.readFully(tail);
            String end = new String(tail, StandardCharsets.UTF_8).stripTrailing();
            return end.substring(end.lastIndexOf('\n') + 1);
        }
    }

    /** By the start of the line: a row of the trail may hold any text. */
    private static boolean isClosing(String line) {
        return line.startsWith("{\"format\":" + CLOSING);
    }

    /** Empty for what is no row. */
    private Optional<AuditEntry> entry(String line) {
        if (line.isBlank() || isClosing(line)) return Optional.empty();
        try {
            AuditEntry entry = entries.readValue(line);
            return FIELDS.stream().allMatch(field -> field.apply(entry) != null)
                    ? Optional.of(entry)
                    : Optional.empty();
        } catch (JsonProcessingException | RuntimeException malformed) {
            return Optional.empty();
        }
    }
}
