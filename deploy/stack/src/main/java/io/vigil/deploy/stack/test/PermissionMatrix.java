package io.vigil.deploy.stack.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Calls every operation that a service describes as every identity, and compares each answer with the permission that
 * the description declares. Nothing is listed by hand: an operation that is added is called.
 */
public final class PermissionMatrix {
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, String> EXAMPLES = Map.of(
            "account", "000000000000",
            "check", "things-are-good",
            "digest", "0".repeat(64),
            "framework", "vigil-baseline",
            "revision", "1");

    /** One operation as the description tells it. */
    public record Operation(String verb, String path, Set<String> permitted, Set<String> withoutGrant) {
        public boolean inTenant() {
            return path.startsWith("/tenants/{tenant}");
        }

        String of(UUID tenant) {
            String filled = path.replace("{tenant}", tenant.toString());
            for (Map.Entry<String, String> example : EXAMPLES.entrySet())
                filled = filled.replace("{" + example.getKey() + "}", example.getValue());
            return filled.replaceAll("\\{[^}]+}", new UUID(0, 7).toString());
        }
    }

    /**
     * Somebody who calls.
     *
     * @param role in the words of the description; empty for nobody
     * @param acting the role by whose rights this one acts inside the tenant; empty for who is not inside
     */
    public record Identity(String name, String role, String acting, String token) {}

    public enum Answer {
        /** Whatever the operation itself said. */
        LET_IN,
        FORBIDDEN,
        NOT_THERE,
        WHO_ARE_YOU;

        static Answer of(int status) {
            return switch (status) {
                case 401 -> WHO_ARE_YOU;
                case 403 -> FORBIDDEN;
                default -> LET_IN;
            };
        }
    }

    /** @param contradictions answers that are not what the description declares */
    public record Outcome(int operations, int identities, Map<Answer, Integer> answers, List<String> contradictions) {
        public int calls() {
            return operations * identities;
        }

        @Override
        public String toString() {
            return "%d operations x %d identities = %d calls: %s, %d contradictions"
                    .formatted(operations, identities, calls(), answers, contradictions.size());
        }
    }

    private final URI service;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param service its address, below which the paths of its description lie */
    public PermissionMatrix(URI service) {
        this.service = service;
    }

    public List<Operation> operations(String description) {
        JsonNode paths = read(description).path("paths");
        List<Operation> found = new ArrayList<>();
        paths.properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> VERBS.contains(entry.getKey()))
                        .forEach(entry -> found.add(new Operation(
                                entry.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                words(entry.getValue().path("x-permitted")),
                                words(entry.getValue().path("x-without-grant"))))));
        return found;
    }

    public Outcome call(List<Operation> operations, List<Identity> identities, UUID tenant) {
        Map<Answer, Integer> answers = new EnumMap<>(Answer.class);
        List<String> contradictions = new ArrayList<>();
        for (Operation operation : operations)
            for (Identity identity : identities) {
                Answer declared = declared(operation, identity);
                int status = status(operation, identity, tenant);
                boolean as = declared == Answer.NOT_THERE
                        ? status == 404
                        : Answer.of(status) == declared || looksAbsent(operation, declared, status);
                if (!as || status >= 500)
                    contradictions.add("%s %s as %s: %d instead of %s"
                            .formatted(operation.verb(), operation.path(), identity.name(), status, declared));
                answers.merge(declared, 1, Integer::sum);
            }
        return new Outcome(operations.size(), identities.size(), answers, contradictions);
    }

    /** At the gateway, what lies above the tenants does not exist for who is nobody there. */
    private static boolean looksAbsent(Operation operation, Answer declared, int status) {
        return !operation.inTenant() && declared == Answer.FORBIDDEN && status == 404;
    }

    static Answer declared(Operation operation, Identity identity) {
        if (identity.role().isEmpty()) return Answer.WHO_ARE_YOU;
        if (!operation.inTenant())
            return operation.permitted().contains(identity.role()) ? Answer.LET_IN : Answer.FORBIDDEN;
        if (operation.withoutGrant().contains(identity.role())) return Answer.LET_IN;
        if (identity.acting().isEmpty()) return Answer.NOT_THERE;
        return operation.permitted().contains(identity.acting()) ? Answer.LET_IN : Answer.FORBIDDEN;
    }

    private int status(Operation operation, Identity identity, UUID tenant) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + operation.of(tenant)))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(
                        operation.verb(),
                        Stream.of("GET", "DELETE").anyMatch(operation.verb()::equals)
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString("{}"));
        if (!identity.token().isEmpty()) request.header("Authorization", "Bearer " + identity.token());
        try {
            // a stream that is open says all that is asked here
            var answer = http.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream unread = answer.body()) {
                return answer.statusCode();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(operation.verb() + " " + operation.path(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Set<String> words(JsonNode list) {
        Set<String> words = new TreeSet<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    private JsonNode read(String document) {
        try {
            return json.readTree(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
