package io.vigil.gateway.pages;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks before a login whether Keycloak answers: a person who is sent there while it is down would see the browser's own
 * error, and one who comes back from it a failure without a word. Who is signed in already never comes by here.
 */
@ApplicationScoped
class LoginUnavailable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** After the headers, before the login itself. */
    private static final int BEFORE_AUTHENTICATION = 300;

    private final HttpClient http;
    private final String discovery;

    LoginUnavailable(Vertx vertx, @ConfigProperty(name = "vigil.oidc.url") String realm) {
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) PATIENCE.toMillis()));
        this.discovery = realm + "/.well-known/openid-configuration";
    }

    void install(@Observes Filters filters) {
        filters.register(this::ask, BEFORE_AUTHENTICATION);
    }

    private void ask(RoutingContext request) {
        String path = request.normalizedPath();
        if (!path.equals("/login") && !path.startsWith("/login/")) {
            request.next();
            return;
        }
        http.request(new RequestOptions().setAbsoluteURI(discovery).setTimeout(PATIENCE.toMillis()))
                .compose(asked -> asked.send())
                .onSuccess(answer -> {
                    if (answer.statusCode() == 200) request.next();
                    else unavailable(request, "Keycloak answers " + answer.statusCode());
                })
                .onFailure(failure -> unavailable(request, "Keycloak does not answer: " + failure.getMessage()));
    }

    private static void unavailable(RoutingContext request, String why) {
        // back to where the person wanted to go; what Keycloak had sent along is worth nothing by then
        String query =
                request.normalizedPath().equals("/login") ? request.request().query() : null;
        String again = "/login" + (query == null ? "" : "?" + query);
        request.response().putHeader("Refresh", FailureView.RETRY_AFTER_SECONDS + ";url=" + again);
        FailedRoute.answer(
                request,
                503,
                "Login is not available",
                "The service that checks passwords does not answer. Who is signed in already can go on working, and so do API"
                        + " tokens. This page tries again every %d seconds and goes on by itself."
                                .formatted(FailureView.RETRY_AFTER_SECONDS),
                "Try again now",
                again,
                why);
    }
}
