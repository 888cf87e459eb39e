package io.vigil.deploy.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Keycloak, unpacked and built for PostgreSQL once a user, which takes a minute, with a script of its schema. */
final class KeycloakDistribution {
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(6);

    /** What neither a portal login nor a machine's token needs; less is loaded at each start. */
    static final String FEATURES_OFF = "--features-disabled=kerberos,ciba,device-flow,par,impersonation";

    private KeycloakDistribution() {}

    /** @param children gets the build's process; its output goes to the log */
    static Path folder(Children children, Path log) {
        return Cache.get(name(), draft -> {
            unpack(Path.of(Artifacts.get("keycloak.archive")), draft);
            Child build = children.start(
                    EmbeddedKeycloak.NAME,
                    EmbeddedKeycloak.java(draft, "256m", List.of("build", "--db=postgres", FEATURES_OFF)),
                    log);
            build.awaitEnd(BUILD_LIMIT);
            try {
                KeycloakSchema.write(draft, children, log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    static boolean isPrepared() {
        return Files.isDirectory(Cache.folder().resolve(name()));
    }

    private static String name() {
        return "keycloak-" + Artifacts.get("keycloak.version") + "-postgres-schema";
    }

    /** Makes a home that shares the programs with all stacks of the user, and has data of its own. */
    static Path home(Path folder, Path distribution) throws IOException {
        Path home = Files.createDirectories(folder.toAbsolutePath());
        try (Stream<Path> entries = Files.list(distribution)) {
            for (Path entry : entries.toList()) {
                Path link = home.resolve(entry.getFileName());
                if (!entry.endsWith("data")) {
                    Files.deleteIfExists(link);
                    Files.createSymbolicLink(link, entry);
                }
            }
        }
        return home;
    }

    private static void unpack(Path archive, Path folder) {
        try (InputStream file = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                // the archive has one folder at its top, named by the version
                Path inside = Path.of(entry.getName());
                if (inside.getNameCount() < 2) {
                    continue;
                }
                Path target =
                        folder.resolve(inside.subpath(1, inside.getNameCount())).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("archive entry leaves its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + archive + " into " + folder, e);
        }
    }
}
