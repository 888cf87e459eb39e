package io.vigil.reports.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.InternalTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks tenant-service for the mail address of whoever made a subscription, as it is by now. */
@ApplicationScoped
class AskOwner {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InternalTokens tokens;
    private final ObjectMapper json;
    private final Optional<URI> tenantService;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    AskOwner(
            InternalTokens tokens,
            ObjectMapper json,
            @ConfigProperty(name = "vigil.tenant-service.url") Optional<URI> tenantService) {
        this.tokens = tokens;
        this.json = json;
        this.tenantService = tenantService;
    }

    /**
     * Empty for who is a member no more, and where tenant-service is not configured.
     *
     * @throws UncheckedIOException if it does not answer
     */
    Optional<String> address(TenantId tenant, String subject) {
        if (tenantService.isEmpty() || subject.isEmpty()) return Optional.empty();
        return find(Caller.service("report-service", Optional.of(tenant)), "/tenants/" + tenant + "/members", subject)
                .or(() -> find(Caller.service("report-service", Optional.empty()), "/msp/members", subject));
    }

    private Optional<String> find(Caller asking, String path, String subject) {
        for (JsonNode member : members(asking, path))
            if (member.path("subject").asText().equals(subject))
                return Optional.of(member.path("email").asText()).filter(email -> !email.isEmpty());
        return Optional.empty();
    }

    private JsonNode members(Caller asking, String path) {
        String base = tenantService.orElseThrow().toString().replaceFirst("/$", "");
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokens.mint(asking, "tenant-service"))
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200)
                throw new IOException("tenant-service answered %d to %s".formatted(answer.statusCode(), path));
            return json.readTree(answer.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while tenant-service was asked", stopped);
        }
    }
}
