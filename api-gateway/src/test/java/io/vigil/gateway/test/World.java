package io.vigil.gateway.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.session.Sessions;
import io.vigil.gateway.upstream.Tenant;
import io.vigil.gateway.upstream.UpstreamConfig;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Role;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The services behind the gateway as doubles, and who may do what in them. */
@Singleton
public class World {
    /** People of the realm, by the ids that Keycloak gives them. */
    public static final String VERA = "a1000000-0000-4000-8000-000000000001";

    public static final String NADIA = "c3000000-0000-4000-8000-000000000001";

    private final Upstream tenantService;
    private final Upstream reportService;
    private final ObjectMapper json;
    private final Sessions sessions;
    private final AskPermissions permissions;
    private final InstantSource clock;
    private final Map<String, Permissions> granted = new ConcurrentHashMap<>();
    private final Map<String, Tenant> tenants = new LinkedHashMap<>();

    World(
            UpstreamConfig config,
            ObjectMapper json,
            Sessions sessions,
            AskPermissions permissions,
            InstantSource clock) {
        this.clock = clock;
        this.tenantService = new Upstream(config.tenantService());
        this.reportService = new Upstream(config.reportService());
        this.json = json;
        this.sessions = sessions;
        this.permissions = permissions;
    }

    public Upstream tenantService() {
        return tenantService;
    }

    public Upstream reportService() {
        return reportService;
    }

    /** Nobody may do anything, and no service knows anything. */
    public World empty() {
        granted.keySet().forEach(permissions::forget);
        granted.clear();
        tenants.clear();
        for (Upstream service : List.of(tenantService, reportService)) {
            service.up();
            service.forget();
        }
        tenantService.on("GET", "/permissions", exchange -> {
            String subject = URLDecoder.decode(
                    exchange.getRequestURI().getRawQuery().substring("subject=".length()), StandardCharsets.UTF_8);
            Permissions known = granted.getOrDefault(subject, new Permissions(subject, null, List.of()));
            Upstream.json(write(known)).to(exchange);
        });
        tenantService.on(
                "GET",
                "/tenants",
                exchange ->
                        Upstream.json(write(new ArrayList<>(tenants.values()))).to(exchange));
        return this;
    }

    public TenantId tenant(String slug, String name) {
        TenantId id = TenantId.of(
                UUID.nameUUIDFromBytes(slug.getBytes(StandardCharsets.UTF_8)).toString());
        tenants.put(slug, new Tenant(UUID.fromString(id.toString()), slug, name, null));
        return id;
    }

    /** One role in one tenant, instead of whatever was before. */
    public void member(String subject, String slug, Role role) {
        Tenant tenant = tenants.get(slug);
        var membership = new Permissions.Membership(new TenantId(tenant.id()), tenant.slug(), tenant.name(), role);
        grant(new Permissions(subject, null, List.of(membership)));
    }

    public void provider(String subject, Role role) {
        grant(new Permissions(subject, role, List.of()));
    }

    /** Somebody of the provider, let into one tenant by a grant of an hour. */
    public GrantId inside(String subject, Role role, String slug) {
        return inside(subject, role, slug, Grant.Kind.WORK);
    }

    public GrantId inside(String subject, Role role, String slug, Grant.Kind kind) {
        Tenant tenant = tenants.get(slug);
        GrantId grant = new GrantId(UUID.nameUUIDFromBytes((subject + slug + kind).getBytes(StandardCharsets.UTF_8)));
        Instant until = clock.instant().plus(Duration.ofHours(1));
        grant(new Permissions(
                subject,
                role,
                List.of(),
                List.of(new Permissions.ByGrant(
                        grant,
                        kind,
                        new TenantId(tenant.id()),
                        slug,
                        tenant.name(),
                        kind == Grant.Kind.WORK ? until : null))));
        return grant;
    }

    /** The grants of somebody of the provider are over; the gateway is not told. */
    public void outside(String subject) {
        granted.computeIfPresent(subject, (who, known) -> new Permissions(who, known.providerRole(), known.tenants()));
    }

    /** Another role, of which the gateway is not told. */
    public void lower(String subject, String slug, Role role) {
        Tenant tenant = tenants.get(slug);
        var membership = new Permissions.Membership(new TenantId(tenant.id()), tenant.slug(), tenant.name(), role);
        granted.put(subject, new Permissions(subject, null, List.of(membership)));
    }

    public void nobody(String subject) {
        granted.remove(subject);
    }

    public void grant(Permissions given) {
        granted.put(given.subject(), given);
        permissions.forget(given.subject());
    }

    /** A visitor with a session, without the way through Keycloak. */
    public Visitor signedIn(String subject, String displayName) {
        return signedIn(subject, displayName, /* secondFactor */ true);
    }

    public Visitor signedIn(String subject, String displayName, boolean secondFactor) {
        var started = sessions.start(subject, displayName, "vera@tidewater-energy.example", secondFactor, "no-token");
        return visitor()
                .withCookie("vigil_session", started.id(), started.session().csrf());
    }

    public Visitor visitor() {
        return new Visitor(home());
    }

    public static URI home() {
        URI given = ConfigProvider.getConfig().getValue("test.url", URI.class);
        return URI.create("http://127.0.0.1:" + given.getPort());
    }

    public static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private String write(@Nullable Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
