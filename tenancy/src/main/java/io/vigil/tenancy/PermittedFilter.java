package io.vigil.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through to an endpoint only with an internal token whose role the endpoint permits and whose tenant is
 * the one in the path. Another tenant's path is answered as if it did not exist, and so is every tenant's to the
 * provider's staff whom no grant lets in.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
@IfBuildProperty(name = "vigil.internal-tokens-only", stringValue = "true", enableIfMissing = true)
public class PermittedFilter implements ContainerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final InternalTokens tokens;
    private final CurrentCaller current;
    private final String audience;

    @Context
    @SuppressWarnings("NullAway.Init")
    ResourceInfo endpoint;

    PermittedFilter(
            InternalTokens tokens,
            CurrentCaller current,
            @ConfigProperty(name = "quarkus.application.name") String audience) {
        this.tokens = tokens;
        this.current = current;
        this.audience = audience;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Permitted permitted = endpoint.getResourceMethod().getAnnotation(Permitted.class);
        if (permitted == null)
            throw new IllegalStateException("%s declares no permission".formatted(endpoint.getResourceMethod()));
        Caller caller = token(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .flatMap(token -> tokens.verify(token, audience))
                .orElseThrow(() -> Problem.unauthorized("an internal token for %s is needed".formatted(audience)));
        String tenantInPath = request.getUriInfo().getPathParameters().getFirst("tenant");
        if (tenantInPath != null && !actsIn(caller, tenantInPath)) throw Problem.notFound("nothing is here");
        boolean freely = has(permitted.withoutGrant(), caller.role());
        if (tenantInPath != null && caller.outside() && !freely) throw Problem.notFound("nothing is here");
        Role counting = tenantInPath == null ? caller.role() : caller.acting();
        if (!freely && !has(permitted.value(), counting))
            throw Problem.forbidden(
                    "the role %s may not do this".formatted(counting.name().toLowerCase(java.util.Locale.ROOT)));
        current.is(caller);
    }

    private static boolean actsIn(Caller caller, String tenantInPath) {
        return caller.tenant()
                .map(tenant -> tenant.toString().equals(tenantInPath))
                .orElse(false);
    }

    private static boolean has(Role[] roles, Role role) {
        return Arrays.asList(roles).contains(role);
    }

    private static Optional<String> token(@Nullable String header) {
        if (header == null || !header.startsWith(BEARER)) return Optional.empty();
        return Optional.of(header.substring(BEARER.length()));
    }
}
