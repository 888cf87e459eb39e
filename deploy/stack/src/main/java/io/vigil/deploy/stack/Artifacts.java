package io.vigil.deploy.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Properties;

/** What the build found in the local repository: the jars that the parts' own processes run on, and archives. */
final class Artifacts {
    private static final Properties FOUND = read();

    private Artifacts() {}

    private static Properties read() {
        Properties properties = new Properties();
        try (InputStream in = Artifacts.class.getResourceAsStream("artifacts.properties")) {
            if (in == null) {
                throw new IllegalStateException("artifacts.properties is not on the class path");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    static String get(String key) {
        String value = FOUND.getProperty(key);
        if (value == null || value.startsWith("${")) {
            throw new IllegalStateException(
                    "the build of deploy/stack did not set " + key + " in artifacts.properties");
        }
        return value;
    }

    /** Class path for a process of ours: this module's own classes and what its parts run on. */
    static String partsClassPath() {
        return ownClasses() + java.io.File.pathSeparator + get("parts.classpath");
    }

    private static Path ownClasses() {
        try {
            return Path.of(Artifacts.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
