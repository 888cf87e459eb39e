package io.vigil.reports.people;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks tenant-service who somebody is, as it is by now; nothing of it is kept. Where tenant-service is not configured there is
 * nobody. Everything throws {@link UncheckedIOException} if it does not answer.
 */
@ApplicationScoped
public class AskPeople {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InternalTokens tokens;
    private final ObjectMapper json;
    private final Optional<URI> tenantService;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public AskPeople(
            InternalTokens tokens,
            ObjectMapper json,
            @ConfigProperty(name = "vigil.tenant-service.url") Optional<URI> tenantService) {
        this.tokens = tokens;
        this.json = json;
        this.tenantService = tenantService;
    }

    /** The customer's own people. */
    public List<Person> members(TenantId tenant) {
        return people(Caller.service("report-service", Optional.of(tenant)), "/tenants/" + tenant + "/members");
    }

    /** The provider's, wherever they are. */
    public List<Person> staff() {
        return people(Caller.service("report-service", Optional.empty()), "/msp/members");
    }

    /** Somebody of the provider who is inside by a grant of one's own; the address is not told with it. */
    public Optional<Person> inside(TenantId tenant, String subject) {
        JsonNode page = answer(
                Caller.service("report-service", Optional.of(tenant)), "/tenants/" + tenant + "/grants?limit=200");
        for (JsonNode grant : page.path("items"))
            if (grant.path("state").asText().equals("OPEN")
                    && grant.path("subject").asText().equals(subject))
                return Optional.of(new Person(subject, grant.path("name").asText(), ""));
        return Optional.empty();
    }

    private List<Person> people(Caller asking, String path) {
        List<Person> people = new ArrayList<>();
        for (JsonNode each : answer(asking, path)) {
            String address = each.path("email").asText();
            String subject = each.path("subject").asText();
            people.add(new Person(subject, address.isEmpty() ? subject : address, address));
        }
        return people;
    }

    private JsonNode answer(Caller asking, String path) {
        if (tenantService.isEmpty()) return json.createObjectNode();
        String base = tenantService.get().toString().replaceFirst("/$", "");
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
