package io.vigil.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import io.vigil.contracts.TenantId;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Set;

/**
 * Writes down each read by the provider's staff before it is answered: in the trail of the tenant that they look into, else
 * in the provider's own. What cannot be written down is not read.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class RecordProviderReads implements ContainerRequestFilter {
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final CurrentCaller current;
    private final TenantTransaction transaction;
    private final AuditTrail audit;

    RecordProviderReads(CurrentCaller current, TenantTransaction transaction, AuditTrail audit) {
        this.current = current;
        this.transaction = transaction;
        this.audit = audit;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Caller caller = current.get();
        if (!caller.role().ofProvider() || !READS.contains(request.getMethod())) return;
        boolean inTenant = request.getUriInfo().getPathParameters().containsKey("tenant");
        TenantId tenant = inTenant ? caller.tenant().orElseThrow() : AuditTrail.PROVIDER;
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        transaction.run(
                tenant,
                handle -> audit.append(
                        handle,
                        tenant,
                        caller,
                        inTenant ? "tenant.read" : "fleet.read",
                        below(request.getUriInfo().getPath(), tenant),
                        query == null ? Map.of() : Map.of("query", query)));
    }

    private static String below(String path, TenantId tenant) {
        String prefix = "/tenants/" + tenant;
        return path.startsWith(prefix) && path.length() > prefix.length() ? path.substring(prefix.length()) : path;
    }
}
