package io.vigil.gateway.session;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vigil.gateway.forward.ForwardRequest;
import io.vigil.gateway.forward.Route;
import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.permissions.EnterTenant;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.upstream.Service;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.Function;

/** What a page of the portal streams: progress of a scan, a report's file, an export. The session opens it. */
@ApplicationScoped
public class OwnStreams {
    private static final String ID = "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";
    private static final String TENANT = "/t/([a-z0-9-]+)";

    private final Sessions sessions;
    private final AskPermissions permissions;
    private final EnterTenant tenants;
    private final ForwardRequest forward;

    OwnStreams(Sessions sessions, AskPermissions permissions, EnterTenant tenants, ForwardRequest forward) {
        this.sessions = sessions;
        this.permissions = permissions;
        this.tenants = tenants;
        this.forward = forward;
    }

    void routes(@Observes Router router) {
        stream(router, TENANT + "/scans/" + ID + "/progress", Service.TENANTS, id -> "/scans/" + id + "/progress");
        stream(router, TENANT + "/reports/" + ID + "/content", Service.REPORTS, id -> "/reports/" + id + "/content");
        stream(router, TENANT + "/findings\\.csv()", Service.REPORTS, none -> "/findings/export");
    }

    private void stream(Router router, String pattern, Service service, Function<String, String> below) {
        router.getWithRegex(pattern)
                .handler(request -> request.vertx()
                        .executeBlocking(() -> visit(request), /* ordered */ false)
                        .onSuccess(visit -> visit.ifPresentOrElse(
                                found -> forward.to(
                                        new Route(
                                                service,
                                                found.path() + below.apply(request.pathParam("param1")),
                                                Optional.of(found.tenant())),
                                        found.caller(),
                                        request),
                                () -> request.response().setStatusCode(404).end()))
                        .onFailure(down -> request.response().setStatusCode(503).end()));
    }

    private Optional<Visit> visit(RoutingContext request) {
        Cookie cookie = request.request().getCookie(SessionCookie.NAME);
        if (cookie == null) return Optional.empty();
        return sessions.find(cookie.getValue())
                .flatMap(session -> tenants.bySlug(
                        permissions.of(session.subject()), session.displayName(), request.pathParam("param0")));
    }
}
