package io.vigil.gateway.forward;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.upstream.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which service owns which part of the public API; what is not listed does not exist outside. */
public final class RouteTable {
    static final String PREFIX = "/api/v1";

    private static final Map<String, Service> ABOVE_TENANTS = Map.of(
            "tenants", Service.TENANTS,
            "operations", Service.TENANTS,
            "msp", Service.TENANTS,
            "fleet", Service.REPORTS);

    private static final Map<String, Service> IN_TENANT = Map.of(
            "members", Service.TENANTS,
            "accounts", Service.TENANTS,
            "scans", Service.TENANTS,
            "pack", Service.TENANTS,
            "posture", Service.REPORTS,
            "findings", Service.REPORTS,
            "changes", Service.REPORTS,
            "frameworks", Service.REPORTS,
            "reports", Service.REPORTS,
            "subscriptions", Service.REPORTS);

    /** No escape and no dot segment: what is judged here is to the letter what the service will read. */
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_~:@.-]+)+");

    private RouteTable() {}

    /** Empty for a path that is no part of the public API. */
    public static Optional<Route> of(String rawPath) {
        if (!rawPath.startsWith(PREFIX + "/")) return Optional.empty();
        String path = rawPath.substring(PREFIX.length());
        if (!PLAIN.matcher(path).matches()) return Optional.empty();
        List<String> parts = List.of(path.substring(1).split("/"));
        if (parts.contains(".") || parts.contains("..")) return Optional.empty();
        Service owner = ABOVE_TENANTS.get(parts.getFirst());
        if (owner == null) return Optional.empty();
        if (!parts.getFirst().equals("tenants") || parts.size() == 1)
            return Optional.of(new Route(owner, path, Optional.empty()));
        return tenant(parts.get(1)).flatMap(tenant -> inTenant(parts, path, tenant));
    }

    private static Optional<Route> inTenant(List<String> parts, String path, TenantId tenant) {
        Optional<Service> owner =
                parts.size() == 2 ? Optional.of(Service.TENANTS) : Optional.ofNullable(IN_TENANT.get(parts.get(2)));
        return owner.map(service -> new Route(service, path, Optional.of(tenant)));
    }

    /** Only the one way to write an id, so that no two spellings of it can be judged differently. */
    private static Optional<TenantId> tenant(String text) {
        try {
            return Optional.of(TenantId.of(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}
