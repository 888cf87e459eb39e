package io.vigil.tenants.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Customers' own logins in Keycloak, one each. What they say of an address is never taken as proof that it is the person's:
 * a login that exists is linked only after its own password was given, and one from a domain that is not the
 * organization's is not made.
 */
@ApplicationScoped
public class Brokers {
    private static final Logger LOG = Logger.getLogger(Brokers.class);

    /** What Keycloak takes as the secret that it has. */
    private static final String KEPT_SECRET = "**********";

    /** @param clientSecret null to keep the one that is there */
    public record Oidc(
            String name,
            URI issuer,
            URI authorization,
            URI token,
            URI keys,
            String clientId,
            @Nullable String clientSecret) {
        @Override
        public String toString() {
            return "Oidc[issuer=%s]".formatted(issuer);
        }
    }

    private final Keycloak keycloak;
    private final IdentityConfig config;

    Brokers(Keycloak keycloak, IdentityConfig config) {
        this.keycloak = keycloak;
        this.config = config;
    }

    static String alias(TenantId tenant) {
        return "of-" + tenant;
    }

    public String redirectUri(TenantId tenant) {
        return entityId() + "/broker/" + alias(tenant) + "/endpoint";
    }

    /** As what a SAML login knows us. */
    public String entityId() {
        return config.url().map(URI::toString).orElse("");
    }

    public void oidc(TenantId tenant, String organization, Oidc asked) {
        Map<String, String> own = new HashMap<>(Map.of(
                "issuer",
                asked.issuer().toString(),
                "authorizationUrl",
                asked.authorization().toString(),
                "tokenUrl",
                asked.token().toString(),
                "jwksUrl",
                asked.keys().toString(),
                "useJwksUrl",
                "true",
                "validateSignature",
                "true",
                "disableUserInfo",
                "true",
                "clientId",
                asked.clientId(),
                "clientAuthMethod",
                "client_secret_post",
                "defaultScope",
                "openid email profile"));
        own.put("pkceEnabled", "true");
        own.put("pkceMethod", "S256");
        own.put("clientSecret", asked.clientSecret() == null ? KEPT_SECRET : asked.clientSecret());
        attach(tenant, organization, asked.name(), "oidc", own);
    }

    /** What a login's SAML metadata says, as Keycloak reads it. */
    public Map<String, String> read(byte[] metadata) {
        String boundary = "vigil-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--%1$s\r\nContent-Disposition: form-data; name=\"providerId\"\r\n\r\nsaml\r\n--%1$s\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"metadata.xml\"\r\n"
                        + "Content-Type: application/xml\r\n\r\n")
                .formatted(boundary)
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(metadata);
        body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.US_ASCII));
        try {
            JsonNode read = answered(() -> keycloak.ask(
                    "/identity-provider/import-config",
                    "multipart/form-data; boundary=" + boundary,
                    BodyPublishers.ofByteArray(body.toByteArray())));
            Map<String, String> settings = new HashMap<>();
            read.properties()
                    .forEach(field ->
                            settings.put(field.getKey(), field.getValue().asText()));
            return settings;
        } catch (KeycloakRefused unreadable) {
            throw Problem.badRequest("address: there is no SAML metadata of a login");
        }
    }

    /** @param read by {@link #read} */
    public void saml(TenantId tenant, String organization, String name, Map<String, String> read) {
        Map<String, String> own = new HashMap<>(read);
        // signing out here says nothing to a place that nobody looked at
        own.remove("singleLogoutServiceUrl");
        own.remove("artifactResolutionServiceUrl");
        own.remove("metadataDescriptorUrl");
        own.put("entityId", entityId());
        own.put("validateSignature", "true");
        own.put("wantAssertionsSigned", "true");
        own.put("wantAuthnRequestsSigned", "true");
        own.put("principalType", "SUBJECT");
        own.put("nameIDPolicyFormat", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress");
        attach(tenant, organization, name, "saml", own);
    }

    public void remove(TenantId tenant) {
        answered(() -> {
            keycloak.delete("/identity-provider/instances/" + alias(tenant));
            return tenant;
        });
    }

    /** Nobody is led to it before {@link SyncOrganization} finds a domain. */
    private void attach(
            TenantId tenant, String organization, String name, String provider, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        // what is written once at the first login is not overwritten at the next
        all.put("syncMode", "IMPORT");
        all.put("kc.org.domain", "ANY");
        all.put("kc.org.broker.redirect.mode.email-matches", "true");
        Map<String, Object> broker = new HashMap<>(Map.of(
                "alias",
                alias(tenant),
                "displayName",
                name,
                "providerId",
                provider,
                "trustEmail",
                false,
                "storeToken",
                false,
                "linkOnly",
                false,
                "hideOnLogin",
                true,
                "firstBrokerLoginFlowAlias",
                "first broker login",
                "config",
                all));
        try {
            answered(() -> {
                put(tenant, organization, broker);
                return tenant;
            });
        } catch (KeycloakRefused refused) {
            if (refused.status() == 400) throw Problem.badRequest("the login service refuses it: " + refused.words());
            throw refused;
        }
    }

    private void put(TenantId tenant, String organization, Map<String, Object> broker) {
        Optional<JsonNode> there = keycloak.find("/identity-provider/instances/" + alias(tenant));
        if (there.isPresent()) {
            broker.put("internalId", there.get().path("internalId").asText());
            broker.put("enabled", there.get().path("enabled").asBoolean());
            broker.put("organizationId", organization);
            keycloak.put("/identity-provider/instances/" + alias(tenant), broker);
        } else {
            broker.put("enabled", false);
            keycloak.post("/identity-provider/instances", broker);
        }
        try {
            keycloak.post("/organizations/" + organization + "/identity-providers", alias(tenant));
        } catch (KeycloakRefused already) {
            if (already.status() != 409) throw already;
        }
    }

    /** On as long as the organization has a domain by which people are known as its own. */
    static void turn(Keycloak keycloak, TenantId tenant, boolean on) {
        keycloak.find("/identity-provider/instances/" + alias(tenant)).ifPresent(there -> {
            if (there.path("enabled").asBoolean() == on || !(there instanceof ObjectNode broker)) return;
            broker.put("enabled", on);
            keycloak.put("/identity-provider/instances/" + alias(tenant), broker);
        });
    }

    private static <R> R answered(Supplier<R> asked) {
        try {
            return asked.get();
        } catch (KeycloakUnavailable down) {
            LOG.warnf("a login was not attached: %s", down.getMessage());
            throw Problem.unavailable("the login service does not answer; try again in a moment");
        }
    }
}
