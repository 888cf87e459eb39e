package io.vigil.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import io.vigil.contracts.TenantId;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Nothing is changed in a tenant that is being off-boarded, unless the endpoint says that it may. That an erased one is
 * not there any more, {@link TenantTransaction} says to reads as well. It comes after {@link PermittedFilter}, which has
 * compared the tenant in the path with the caller's.
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class RefuseWhileClosing implements ContainerRequestFilter {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final CurrentCaller current;
    private final PlatformTransaction platform;

    @Context
    @SuppressWarnings("NullAway.Init")
    ResourceInfo endpoint;

    RefuseWhileClosing(CurrentCaller current, PlatformTransaction platform) {
        this.current = current;
        this.platform = platform;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (READS.contains(request.getMethod())
                || !request.getUriInfo().getPathParameters().containsKey("tenant")) return;
        Permitted permitted = endpoint.getResourceMethod().getAnnotation(Permitted.class);
        if (permitted != null && permitted.whileClosing()) return;
        TenantId tenant = current.get().tenant().orElseThrow();
        platform.call(handle -> Closings.find(handle, tenant))
                .filter(closing -> closing.state() != Closings.State.OPEN)
                .ifPresent(closing -> {
                    throw closing.isOver() ? Problem.notFound("nothing is here") : Closings.frozen(closing);
                });
    }
}
