package io.vigil.deploy.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The realm of a machine of one's own: the realm as it is run, and over it what only a local stack may have (demo people
 * with a password, the password grant, redirects to any port of loopback, staff without a second factor).
 */
public final class LocalRealm {
    private static final String FOLDER = "/io/vigil/deploy/keycloak/";
    private static final String AS_RUN = "vigil-realm.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Objects of an array are the same one when they agree in one of these. */
    private static final List<String> NAMES = List.of("clientId", "username", "alias", "name");

    private LocalRealm() {}

    /** Writes the realm for Keycloak's import; secrets stay placeholders that Keycloak fills from its environment. */
    static void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, json());
    }

    public static String json() {
        ObjectNode realm = read(AS_RUN);
        merge(realm, read("vigil-realm-local.json"));
        return realm.toPrettyString();
    }

    /** The realm as deployments import it, with its placeholders. */
    public static String asRun() {
        return read(AS_RUN).toPrettyString();
    }

    private static ObjectNode read(String name) {
        try (InputStream in = LocalRealm.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("broken realm file " + name, e);
        }
    }

    private static void merge(ObjectNode base, ObjectNode over) {
        over.properties().forEach(entry -> {
            JsonNode present = base.get(entry.getKey());
            if (present instanceof ObjectNode object && entry.getValue() instanceof ObjectNode more) {
                merge(object, more);
            } else if (present instanceof ArrayNode array
                    && entry.getValue() instanceof ArrayNode more
                    && !more.isEmpty()
                    && more.get(0).isObject()) {
                more.forEach(element -> mergeInto(array, (ObjectNode) element));
            } else {
                base.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static void mergeInto(ArrayNode array, ObjectNode element) {
        for (JsonNode present : array) {
            if (NAMES.stream()
                    .anyMatch(name -> present.has(name) && present.get(name).equals(element.get(name)))) {
                merge((ObjectNode) present, element);
                return;
            }
        }
        array.add(element);
    }
}
