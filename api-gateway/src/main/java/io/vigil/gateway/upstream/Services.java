package io.vigil.gateway.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.InternalTokens;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Asks the services behind the gateway for JSON, each time with a fresh internal token for the one who asks. */
@ApplicationScoped
public class Services {
    private final UpstreamConfig config;
    private final InternalTokens tokens;
    private final ObjectMapper json;
    private final HttpClient http;

    Services(UpstreamConfig config, InternalTokens tokens, ObjectMapper json) {
        this.config = config;
        this.tokens = tokens;
        this.json = json;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout())
                // else answers are completed in the common pool, where anything that waits keeps them from being heard
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** Base address without a trailing slash. */
    public URI address(Service service) {
        URI address = switch (service) {
            case TENANTS -> config.tenantService();
            case REPORTS -> config.reportService();
        };
        String text = address.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
    }

    /**
     * @throws Problem 404 or 403 as the service says
     * @throws Refused with the service's sentence
     * @throws ServiceUnavailable when it does not answer, or fails
     */
    public <T> T get(Service service, Caller caller, String path, Class<T> shape) {
        return await(getting(service, caller, path, shape));
    }

    public <T> List<T> list(Service service, Caller caller, String path, Class<T> shape) {
        return await(listing(service, caller, path, shape));
    }

    /** As {@link #get}, begun now and read later by {@link #await}. */
    public <T> CompletableFuture<T> getting(Service service, Caller caller, String path, Class<T> shape) {
        return sending(
                service,
                caller,
                "GET",
                path,
                BodyPublishers.noBody(),
                body -> read(service, body, json.constructType(shape)));
    }

    public <T> CompletableFuture<List<T>> listing(Service service, Caller caller, String path, Class<T> shape) {
        JavaType list = json.getTypeFactory().constructCollectionType(List.class, shape);
        return sending(service, caller, "GET", path, BodyPublishers.noBody(), body -> read(service, body, list));
    }

    /** What is no JSON, as it came. */
    public String text(Service service, Caller caller, String path) {
        return await(sending(
                service,
                caller,
                "GET",
                path,
                BodyPublishers.noBody(),
                body -> new String(body, java.nio.charset.StandardCharsets.UTF_8)));
    }

    public <T> T post(Service service, Caller caller, String path, Object body, Class<T> shape) {
        return await(posting(service, caller, path, body, shape));
    }

    /** A POST of a text that is no JSON. */
    public <T> T post(Service service, Caller caller, String path, String type, String body, Class<T> shape) {
        return await(sending(
                service,
                caller,
                "POST",
                path,
                type,
                BodyPublishers.ofString(body),
                answer -> read(service, answer, json.constructType(shape))));
    }

    /** A POST of a file as it is. */
    public <T> T upload(Service service, Caller caller, String path, Path file, Class<T> shape) {
        try {
            return await(sending(
                    service,
                    caller,
                    "POST",
                    path,
                    "application/octet-stream",
                    BodyPublishers.ofFile(file),
                    answer -> read(service, answer, json.constructType(shape))));
        } catch (FileNotFoundException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** As {@link #post}, begun now and read later by {@link #await}. */
    public <T> CompletableFuture<T> posting(Service service, Caller caller, String path, Object body, Class<T> shape) {
        return sending(
                service,
                caller,
                "POST",
                path,
                document(body),
                answer -> read(service, answer, json.constructType(shape)));
    }

    /** A PUT whose answer repeats what was sent. */
    public void put(Service service, Caller caller, String path, Object body) {
        await(sending(service, caller, "PUT", path, document(body), answer -> answer));
    }

    public void delete(Service service, Caller caller, String path) {
        await(sending(service, caller, "DELETE", path, BodyPublishers.noBody(), answer -> answer));
    }

    /** A POST with a body whose answer says nothing more than that it was done. */
    public void order(Service service, Caller caller, String path, Object body) {
        await(sending(service, caller, "POST", path, document(body), answer -> answer));
    }

    /** A POST whose answer says nothing more than that it was done. */
    public void command(Service service, Caller caller, String path) {
        await(sending(service, caller, "POST", path, BodyPublishers.ofString("{}"), answer -> answer));
    }

    /** Waits, and throws what {@link #get} would have thrown. */
    public static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException known) throw known;
            throw failed;
        }
    }

    private <T> CompletableFuture<T> sending(
            Service service,
            Caller caller,
            String method,
            String path,
            BodyPublisher body,
            Function<byte[], T> reader) {
        return sending(service, caller, method, path, "application/json", body, reader);
    }

    private <T> CompletableFuture<T> sending(
            Service service,
            Caller caller,
            String method,
            String path,
            String type,
            BodyPublisher body,
            Function<byte[], T> reader) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address(service) + path))
                .timeout(config.answerTimeout())
                .header("Authorization", "Bearer " + tokens.mint(caller, service.audience()))
                .header("Accept", "application/json")
                .header("Content-Type", type)
                .method(method, body)
                .build();
        return http.sendAsync(request, BodyHandlers.ofByteArray()).handle((answer, failure) -> {
            if (failure != null) throw new ServiceUnavailable(service, rootOf(failure));
            if (answer.statusCode() < 300) return reader.apply(answer.body());
            throw refusal(service, answer);
        });
    }

    private RuntimeException refusal(Service service, HttpResponse<byte[]> answer) {
        return switch (answer.statusCode()) {
            case 404 -> Problem.notFound("nothing is here");
            case 401, 403 -> Problem.forbidden("your role does not include this");
            case 400, 409, 413, 422, 429 -> new Refused(answer.statusCode(), detail(answer.body()));
            default -> new ServiceUnavailable(service, "answered " + answer.statusCode());
        };
    }

    private String detail(byte[] body) {
        try {
            JsonNode problem = json.readTree(body);
            return problem == null ? "" : problem.path("detail").asText("");
        } catch (IOException noProblem) {
            return "";
        }
    }

    private <T> T read(Service service, byte[] body, JavaType shape) {
        try {
            return json.readValue(body, shape);
        } catch (IOException unreadable) {
            throw new ServiceUnavailable(service, unreadable);
        }
    }

    private BodyPublisher document(Object body) {
        try {
            return BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
