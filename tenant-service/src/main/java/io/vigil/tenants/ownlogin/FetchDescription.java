package io.vigil.tenants.ownlogin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Fetches what a customer's login says of itself. It follows nobody elsewhere, and reads no more than such a document has. */
@ApplicationScoped
class FetchDescription {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 256 * 1024;
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    /** All addresses in it are fit to be asked. */
    record Oidc(URI issuer, URI authorization, URI token, URI keys) {}

    private final PublicAddress addresses;
    private final ObjectMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    FetchDescription(PublicAddress addresses, ObjectMapper json) {
        this.addresses = addresses;
        this.json = json;
    }

    /** @param address of the issuer, or of its discovery document */
    Oidc oidc(String address) {
        String issuer = address.replaceFirst("/?(\\.well-known/openid-configuration)?$", "");
        JsonNode document = document(issuer);
        String named = document.path("issuer").asText();
        if (!named.replaceFirst("/$", "").equals(issuer))
            throw Problem.badRequest("address: the document there is of the issuer '%s'".formatted(shown(named)));
        return new Oidc(
                addresses.demand("issuer", named),
                endpoint(document, "authorization_endpoint"),
                endpoint(document, "token_endpoint"),
                endpoint(document, "jwks_uri"));
    }

    private JsonNode document(String issuer) {
        try {
            JsonNode document = json.readTree(bytes(issuer + WELL_KNOWN));
            if (document != null && document.isObject()) return document;
        } catch (IOException noJson) {
            // said below
        }
        throw Problem.badRequest("address: there is no OpenID Connect discovery document");
    }

    private URI endpoint(JsonNode document, String field) {
        String text = document.path(field).asText("");
        if (text.isEmpty()) throw Problem.badRequest("address: the document there has no " + field);
        return addresses.demand(field, text);
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(text.length(), 200));
    }

    byte[] bytes(String address) {
        URI asked = addresses.demand("address", address);
        HttpRequest request = HttpRequest.newBuilder(asked).timeout(PATIENCE).build();
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200)
                    throw Problem.badRequest("address: answers %d".formatted(answer.statusCode()));
                byte[] bytes = body.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) throw Problem.badRequest("address: answers with too much");
                return bytes;
            }
        } catch (IOException unreachable) {
            throw Problem.badRequest("address: does not answer");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("the service is stopping");
        }
    }
}
