package io.vigil.deploy.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the running parts are, for whoever drives them.
 *
 * @param keycloak the realm's URL
 * @param sandbox the AWS endpoint that the workers use
 * @param kafka for {@code bootstrap.servers}
 * @param demoPassword of every demo login
 */
record Addresses(String portal, String keycloak, String sandbox, String mail, String kafka, String demoPassword) {

    /** Readable by the user only; appears whole, when everything is ready. */
    void write(Path file) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), this);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
