package io.vigil.deploy.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Passwords and client secrets of one stack: drawn once, kept in a file that only the user may read. */
public final class Passwords {
    private static final int RANDOM_BYTES = 30;

    private final Path file;
    private final Properties known = new Properties();
    private final SecureRandom random;

    public Passwords(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                known.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
    }

    /** 40 characters of letters, digits, - and _; the same for the same name for ever. */
    public synchronized String of(String name) {
        String password = known.getProperty(name);
        if (password == null) {
            byte[] bytes = new byte[RANDOM_BYTES];
            random.nextBytes(bytes);
            password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            known.setProperty(name, password);
            save();
        }
        return password;
    }

    /** Keeps a password that somebody else has drawn. */
    public synchronized void take(String name, String password) {
        known.setProperty(name, password);
        save();
    }

    private void save() {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".draft");
            RunAs.keepPrivate(draft);
            try (Writer out = Files.newBufferedWriter(draft)) {
                known.store(out, null);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
