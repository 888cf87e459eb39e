package io.vigil.gateway.forward;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * A machine's login by a bearer token of Keycloak.
 *
 * @param realmRoles what Keycloak says; only the very first role of the provider's staff is taken from it
 */
record BearerLogin(String subject, String displayName, String email, Set<String> realmRoles) {
    /** Anything else is no token that Keycloak signed, and needs no look at its keys. */
    private static final Pattern SIGNED = Pattern.compile("(?i:bearer) +[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    /** Empty without a token and with one that does not hold; never a redirect to a login page. */
    static Uni<Optional<BearerLogin>> of(RoutingContext request) {
        String header = request.request().getHeader("Authorization");
        if (header == null || !SIGNED.matcher(header).matches())
            return Uni.createFrom().item(Optional.empty());
        return QuarkusHttpUser.getSecurityIdentity(request, null)
                .map(BearerLogin::read)
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(Optional.empty());
    }

    private static Optional<BearerLogin> read(@Nullable SecurityIdentity identity) {
        if (identity == null || identity.isAnonymous()) return Optional.empty();
        if (!(identity.getPrincipal() instanceof JsonWebToken token) || token.getSubject() == null)
            return Optional.empty();
        String name =
                text(token, "name").or(() -> text(token, "preferred_username")).orElse(token.getSubject());
        return Optional.of(new BearerLogin(
                token.getSubject(), name, text(token, "email").orElse(""), roles(token.getClaim("realm_access"))));
    }

    private static Optional<String> text(JsonWebToken token, String claim) {
        return token.getClaim(claim) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** {@code realm_access: {roles: [...]}}, in whichever JSON type the parser holds it. */
    static Set<String> roles(@Nullable Object realmAccess) {
        if (!(realmAccess instanceof Map<?, ?> map) || !(map.get("roles") instanceof List<?> roles)) return Set.of();
        return roles.stream()
                .map(role -> role instanceof jakarta.json.JsonString text ? text.getString() : String.valueOf(role))
                .collect(Collectors.toSet());
    }
}
