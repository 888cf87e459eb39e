package io.vigil.scanner.cli;

import com.google.code.externalsorting.ExternalSort;
import io.vigil.contracts.EventJson;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;

/**
 * A file of one JSON object a line, in an order that depends on nothing but the lines, sorted on disk. A file
 * appears under its name when it is whole; a device or pipe is written as it is.
 */
final class NdjsonFile implements AutoCloseable {
    /** Of the lines as text: they begin with what they are sorted by. */
    private static final Comparator<String> ORDER = Comparator.naturalOrder();

    /** The library's own limit of what lies on disk at once; beyond it the pieces are larger. */
    private static final int MAX_PIECES = 1024;

    private final Path file;
    private final boolean isDevice;

    /** As the lines came. */
    private final Path unsorted;

    /** Where pieces are sorted. */
    private final Path folder;

    private final Writer lines;

    private NdjsonFile(Path file, boolean isDevice, Path folder) throws IOException {
        this.file = file;
        this.isDevice = isDevice;
        this.folder = folder;
        this.unsorted = partial(folder, file);
        this.lines = Files.newBufferedWriter(unsorted);
    }

    /**
     * Makes sure that the file can be written before anything else is done.
     *
     * @throws IOException if it cannot; the message names the file and why
     */
    static NdjsonFile open(Path file) throws IOException {
        if (Files.isDirectory(file)) throw new IOException("%s is a folder".formatted(file));
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            if (!Files.isWritable(file)) throw new IOException("%s is not writable".formatted(file));
            return new NdjsonFile(file, /* isDevice */ true, Path.of(System.getProperty("java.io.tmpdir")));
        }
        if (Files.exists(file) && !Files.isWritable(file)) throw new IOException("%s is not writable".formatted(file));
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder))
            throw new IOException("the folder of %s does not exist".formatted(file));
        try {
            return new NdjsonFile(file, /* isDevice */ false, folder);
        } catch (IOException refused) {
            throw new IOException("the folder of %s is not writable".formatted(file), refused);
        }
    }

    private static Path partial(Path folder, Path of) throws IOException {
        Path partial = Files.createTempFile(folder, "." + of.getFileName(), ".partial");
        partial.toFile().deleteOnExit();
        return partial;
    }

    /** @throws UncheckedIOException if it could not be written */
    synchronized void add(Object line) {
        try {
            lines.append(EventJson.MAPPER.writeValueAsString(line)).append('\n');
        } catch (IOException unwritten) {
            throw new UncheckedIOException(named(unwritten));
        }
    }

    /** @throws IOException if not everything could be written; the message names the file, which is then as it was before */
    void finish() throws IOException {
        try {
            lines.close();
            List<File> pieces = ExternalSort.sortInBatch(
                    unsorted.toFile(),
                    ORDER,
                    MAX_PIECES,
                    StandardCharsets.UTF_8,
                    folder.toFile(), /* distinct */
                    false);
            if (isDevice) {
                write(pieces, file);
                return;
            }
            Path sorted = partial(folder, file);
            write(pieces, sorted);
            Files.move(sorted, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritten) {
            throw named(unwritten);
        }
    }

    private IOException named(IOException unwritten) {
        return new IOException("%s: %s".formatted(file, unwritten.getMessage()), unwritten);
    }

    private static void write(List<File> pieces, Path to) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(to)) {
            ExternalSort.mergeSortedFiles(
                    pieces, out, ORDER, StandardCharsets.UTF_8, /* distinct */ false, /* gzip */ false);
        }
    }

    /** Leaves nothing behind of what was not finished. */
    @Override
    public void close() throws IOException {
        lines.close();
        Files.deleteIfExists(unsorted);
    }
}
