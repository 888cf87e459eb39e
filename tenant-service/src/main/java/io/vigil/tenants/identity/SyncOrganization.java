package io.vigil.tenants.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Makes Keycloak's organization of a customer hold what the platform's rows say: it may be asked again and again, and goes
 * on where it was broken off.
 */
@ApplicationScoped
class SyncOrganization {
    private static final Logger LOG = Logger.getLogger(SyncOrganization.class);

    /** The attribute by which an organization is known as the tenant's, whatever it is called. */
    private static final String OURS = "vigil-tenant";

    private static final int PAGE = 500;

    /**
     * @param domains that the provider has verified
     * @param ownLogin whether people of these domains are led to a login of the customer's own
     */
    private record Wanted(String slug, String name, Set<String> subjects, Set<String> domains, boolean ownLogin) {}

    private final Keycloak keycloak;
    private final TenantTransaction transaction;

    SyncOrganization(Keycloak keycloak, TenantTransaction transaction) {
        this.keycloak = keycloak;
        this.transaction = transaction;
    }

    /** Keycloak's id of the organization. */
    String present(Organizations.Due due) {
        Wanted wanted = transaction.call(due.tenant(), handle -> wanted(handle, due.tenant()));
        String id = find(due).orElseGet(() -> make(due.tenant(), wanted));
        boolean led = wanted.ownLogin() && !wanted.domains().isEmpty();
        // without a domain to hold an address against, the login must be off before
        if (!led) Brokers.turn(keycloak, due.tenant(), /* on */ false);
        describe(id, wanted);
        if (led) Brokers.turn(keycloak, due.tenant(), /* on */ true);
        members(id, wanted.subjects());
        return id;
    }

    private static Wanted wanted(Handle handle, TenantId tenant) {
        Set<String> subjects = texts(handle, tenant, "select subject from member where tenant_id = :tenant");
        Set<String> domains = texts(
                handle,
                tenant,
                "select domain from email_domain where tenant_id = :tenant and verified_at is not null");
        boolean ownLogin = !texts(handle, tenant, "select name from identity_provider where tenant_id = :tenant")
                .isEmpty();
        return handle.createQuery("select slug, name from tenant where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, context) ->
                        new Wanted(row.getString("slug"), row.getString("name"), subjects, domains, ownLogin))
                .one();
    }

    private static Set<String> texts(Handle handle, TenantId tenant, String query) {
        return new HashSet<>(handle.createQuery(query)
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .list());
    }

    private void describe(String id, Wanted wanted) {
        if (!(keycloak.get("/organizations/" + id) instanceof ObjectNode there)) return;
        Set<String> domains = new HashSet<>();
        there.path("domains").forEach(domain -> domains.add(domain.path("name").asText()));
        if (domains.equals(wanted.domains())
                && there.path("description").asText().equals(wanted.name())) return;
        there.put("description", wanted.name());
        ArrayNode named = there.putArray("domains");
        wanted.domains().forEach(domain -> named.addObject().put("name", domain).put("verified", true));
        keycloak.put("/organizations/" + id, there);
    }

    /** Takes what hangs on it along; who was in it keeps the login, which opens nothing any more. */
    void absent(Organizations.Due due) {
        find(due).ifPresent(id -> {
            for (JsonNode provider : keycloak.get("/organizations/" + id + "/identity-providers"))
                keycloak.delete("/identity-provider/instances/"
                        + Keycloak.part(provider.path("alias").asText()));
            keycloak.delete("/organizations/" + id);
        });
    }

    private Optional<String> find(Organizations.Due due) {
        String known = due.keycloakId();
        if (known != null
                && keycloak.find("/organizations/" + Keycloak.part(known)).isPresent()) return Optional.of(known);
        // made, and its id lost by a crash
        return first(keycloak.get("/organizations?q=" + OURS + ":" + due.tenant()));
    }

    private static Optional<String> first(JsonNode found) {
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.get(0).path("id").asText());
    }

    /** Names must be unique in Keycloak, which slugs are; people see the tenant's name in the portal. */
    private String make(TenantId tenant, Wanted wanted) {
        Map<String, Object> organization = new HashMap<>(Map.of(
                "name",
                wanted.slug(),
                "alias",
                wanted.slug(),
                "description",
                wanted.name(),
                "enabled",
                true,
                "attributes",
                Map.of(OURS, List.of(tenant.toString()))));
        try {
            return keycloak.post("/organizations", organization);
        } catch (KeycloakRefused taken) {
            if (taken.status() != 409) throw taken;
            return adopt(organization, wanted.slug(), taken);
        }
    }

    /** One that was there before us under the slug, and is nobody's. */
    private String adopt(Map<String, Object> organization, String slug, KeycloakRefused taken) {
        String id = first(keycloak.get("/organizations?exact=true&search=" + Keycloak.part(slug)))
                .orElseThrow(() -> taken);
        JsonNode there = keycloak.get("/organizations/" + id);
        if (there.path("attributes").has(OURS)) throw taken;
        organization.put("id", id);
        organization.put("domains", there.path("domains"));
        keycloak.put("/organizations/" + id, organization);
        return id;
    }

    private void members(String id, Set<String> wanted) {
        Map<String, Boolean> there = new HashMap<>();
        for (int first = 0; first == there.size(); first += PAGE)
            for (JsonNode member : keycloak.get("/organizations/%s/members?first=%d&max=%d".formatted(id, first, PAGE)))
                there.put(
                        member.path("id").asText(),
                        member.path("membershipType").asText().equals("MANAGED"));
        wanted.stream().filter(subject -> !there.containsKey(subject)).forEach(subject -> add(id, subject));
        // a managed one came by the organization's own login and would be deleted with the membership
        there.forEach((subject, managed) -> {
            if (!managed && !wanted.contains(subject))
                keycloak.delete("/organizations/%s/members/%s".formatted(id, Keycloak.part(subject)));
        });
    }

    /** A member whose login does not exist keeps the row and belongs to nothing in Keycloak. */
    private void add(String id, String subject) {
        if (keycloak.find("/users/" + Keycloak.part(subject)).isEmpty()) {
            LOG.debugf("a member has no login in Keycloak subject=%s", subject);
            return;
        }
        try {
            keycloak.post("/organizations/" + id + "/members", subject);
        } catch (KeycloakRefused refused) {
            if (refused.status() != 409) throw refused;
        }
    }
}
