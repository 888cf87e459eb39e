package io.vigil.reports.attestations;

import io.vigil.tenancy.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file on its way in, on this machine's disk: whoever sends it slowly holds no connection to the database.
 *
 * @param sha256 lower-case hex
 */
record Spooled(Path path, long bytes, String sha256) implements AutoCloseable {

    /** @throws Problem 400 for an empty one, 413 for one that is too large */
    static Spooled of(InputStream content, long largest) {
        try {
            Path path = Files.createTempFile("evidence-", ".part");
            try {
                return read(content, largest, path);
            } catch (IOException | RuntimeException failed) {
                Files.deleteIfExists(path);
                throw failed;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Spooled read(InputStream content, long largest, Path path) throws IOException {
        long bytes = 0;
        byte[] some = new byte[64 * 1024];
        MessageDigest digest = sha256Digest();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(path), digest)) {
            for (int n = content.read(some); n >= 0; n = content.read(some)) {
                bytes += n;
                if (bytes > largest) throw Problem.tooLarge("a file may have %d bytes at most".formatted(largest));
                out.write(some, 0, n);
            }
        }
        if (bytes == 0) throw Problem.badRequest("the file is empty");
        return new Spooled(path, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }
}
