package io.vigil.gateway.forward;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Errors of the public API as RFC 9457 problems. */
final class Problems {
    private static final int RETRY_AFTER_SECONDS = 10;

    private Problems() {}

    static void answer(RoutingContext request, int status, String title, String detail) {
        if (request.response().ended()) return;
        if (request.response().headWritten()) {
            request.request().connection().close();
            return;
        }
        if (status == 401) request.response().putHeader("WWW-Authenticate", "Bearer realm=\"vigil\"");
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(new JsonObject()
                        .put("type", "about:blank")
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail)
                        .put("instance", request.request().path())
                        .toBuffer());
    }

    static void unauthorized(RoutingContext request) {
        answer(request, 401, "Not authenticated", "a valid bearer token is needed");
    }

    static void notFound(RoutingContext request) {
        answer(request, 404, "Not found", "nothing is here");
    }

    /** Rounded up, so that who comes back then is let in. */
    static void tooMany(RoutingContext request, Duration wait) {
        request.response()
                .putHeader("Retry-After", Long.toString(wait.plusMillis(999).toSeconds()));
        answer(request, 429, "Too many requests", "you ask too often; wait as long as Retry-After says");
    }

    static void unavailable(RoutingContext request, String part) {
        if (!request.response().headWritten()) request.response().putHeader("Retry-After", "" + RETRY_AFTER_SECONDS);
        answer(request, 503, "Unavailable", part + " does not answer; try again");
    }
}
