package io.vigil.gateway.pages;

import io.quarkus.logging.Log;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;

/** The failure page of what is answered beside the endpoints. */
final class FailedRoute {
    private FailedRoute() {}

    static void notFound(RoutingContext request) {
        answer(
                request,
                404,
                "Nothing is here",
                "The page does not exist, or is not yours to see.",
                "Go to the start",
                "/",
                "not found");
    }

    /** What is called in the address is a customer's name, which no log holds. */
    static String unnamed(String path) {
        return path.replaceFirst("^/(t|fleet)/[^/]+", "/$1/…");
    }

    static void answer(
            RoutingContext request, int status, String title, String text, String action, String link, String why) {
        Cookie chosen = request.request().getCookie(Themes.COOKIE);
        FailureView view =
                FailureView.of(Themes.of(chosen == null ? null : chosen.getValue()), status, title, text, action, link);
        Log.infof(
                "%s was refused with %d: %s, reference %s",
                unnamed(request.request().path()), status, why, view.reference());
        if (view.passing()) request.response().putHeader("Retry-After", "" + FailureView.RETRY_AFTER_SECONDS);
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html;charset=UTF-8")
                .end(view.html());
    }
}
