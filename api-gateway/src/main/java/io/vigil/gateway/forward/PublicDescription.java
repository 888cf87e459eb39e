package io.vigil.gateway.forward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.logging.Log;
import io.vertx.ext.web.RoutingContext;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** {@code /api/v1/openapi.json}: the services' own descriptions as one, with only what the gateway lets through. */
@ApplicationScoped
public class PublicDescription {
    private final Services services;
    private final ObjectMapper json;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    PublicDescription(Services services, ObjectMapper json) {
        this.services = services;
        this.json = json;
    }

    void answer(RoutingContext request) {
        try {
            byte[] document = json.writeValueAsBytes(merged());
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end(io.vertx.core.buffer.Buffer.buffer(document));
        } catch (IOException down) {
            Log.warnf("the API cannot be described: %s", down.getMessage());
            Problems.unavailable(request, "a service that describes the API");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            Problems.unavailable(request, "the gateway");
        }
    }

    private ObjectNode merged() throws IOException, InterruptedException {
        ObjectNode whole = json.createObjectNode().put("openapi", "3.1.0");
        whole.putObject("info").put("title", "Vigil").put("version", "v1");
        whole.putArray("servers").addObject().put("url", RouteTable.PREFIX);
        whole.putArray("security").addObject().putArray("bearer");
        ObjectNode paths = whole.putObject("paths");
        ObjectNode components = whole.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
        ObjectNode schemas = components.putObject("schemas");
        for (Service service : Service.values()) merge(service, fetch(service), paths, schemas);
        return whole;
    }

    /** Two services may name different shapes alike, so each shape carries its service's name. */
    private static void merge(Service service, JsonNode part, ObjectNode paths, ObjectNode schemas) {
        String prefix = service.name().charAt(0) + service.name().substring(1).toLowerCase(java.util.Locale.ROOT);
        part.path("paths").properties().forEach(path -> {
            if (!isPublic(service, path.getKey())) return;
            JsonNode methods = renamed(path.getValue(), prefix);
            methods.forEach(method -> {
                if (method instanceof ObjectNode operation) operation.remove("security");
            });
            paths.set(path.getKey(), methods);
        });
        part.path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> schemas.set(prefix + schema.getKey(), renamed(schema.getValue(), prefix)));
    }

    private static boolean isPublic(Service service, String template) {
        String example = template.replaceFirst("\\{tenant[^}]*}", "00000000-0000-0000-0000-000000000000")
                .replaceAll("\\{[^}]+}", "x");
        return RouteTable.of(RouteTable.PREFIX + example)
                .filter(route -> route.service() == service)
                .isPresent();
    }

    private static JsonNode renamed(JsonNode tree, String prefix) {
        JsonNode copy = tree.deepCopy();
        copy.findParents("$ref").forEach(parent -> {
            ObjectNode node = (ObjectNode) parent;
            node.put(
                    "$ref",
                    node.path("$ref").asText().replace("#/components/schemas/", "#/components/schemas/" + prefix));
        });
        return copy;
    }

    private JsonNode fetch(Service service) throws IOException, InterruptedException {
        URI address = URI.create(services.address(service) + "/q/openapi?format=json");
        var answer = http.send(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) throw new IOException("%s answered %d".formatted(address, answer.statusCode()));
        return json.readTree(answer.body());
    }
}
