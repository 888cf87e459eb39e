package io.vigil.gateway.forward;

import static java.util.Map.entry;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.upstream.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which service owns which part of the public API; what is not listed does not exist outside. */
public final class RouteTable {
    static final String PREFIX = "/api/v1";

    private static final String CHECKS = "checks";
    private static final String AUDIT = "audit";
    private static final String OFFBOARDING = "offboarding";

    private static final Map<String, Service> ABOVE_TENANTS = Map.of(
            "tenants", Service.TENANTS,
            "operations", Service.TENANTS,
            "msp", Service.TENANTS,
            "fleet", Service.REPORTS);

    private static final Map<String, Service> IN_TENANT = Map.ofEntries(
            entry("members", Service.TENANTS),
            entry("invitations", Service.TENANTS),
            entry("organization", Service.TENANTS),
            entry("aws-organizations", Service.TENANTS),
            entry("email-domains", Service.TENANTS),
            entry("identity-provider", Service.TENANTS),
            entry("grants", Service.TENANTS),
            entry("accounts", Service.TENANTS),
            entry("scans", Service.TENANTS),
            entry("schedules", Service.TENANTS),
            entry("pack", Service.TENANTS),
            entry(CHECKS, Service.TENANTS),
            entry(AUDIT, Service.TENANTS),
            entry(OFFBOARDING, Service.TENANTS),
            entry("tokens", Service.TENANTS),
            entry("service-accounts", Service.TENANTS),
            entry("posture", Service.REPORTS),
            entry("findings", Service.REPORTS),
            entry("changes", Service.REPORTS),
            entry("exceptions", Service.REPORTS),
            entry("attestations", Service.REPORTS),
            entry("audits", Service.REPORTS),
            entry("frameworks", Service.REPORTS),
            entry("reports", Service.REPORTS),
            entry("subscriptions", Service.REPORTS),
            entry("channels", Service.REPORTS),
            entry("alert-rules", Service.REPORTS));

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
        return owner.map(service -> isDryRun(parts) || isKeptAtReports(parts) ? Service.REPORTS : service)
                .map(service -> new Route(service, path, Optional.of(tenant)));
    }

    /** Own checks are tenant-service's, the inventory that they are tried on is not. */
    private static boolean isDryRun(List<String> parts) {
        return parts.size() > 3
                && parts.size() < 6
                && parts.get(2).equals(CHECKS)
                && parts.getLast().equals("dry-run");
    }

    /** Each service keeps the trail of what is done at it, and hands out the rows that it has. */
    private static boolean isKeptAtReports(List<String> parts) {
        return parts.size() > 3
                && (parts.get(2).equals(AUDIT) || parts.get(2).equals(OFFBOARDING))
                && parts.get(3).equals("reports");
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
