package io.vigil.gateway.pages;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vigil.gateway.forward.ForwardRequest;
import io.vigil.gateway.forward.Route;
import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.permissions.EnterTenant;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.DemandSecondFactor;
import io.vigil.gateway.session.Session;
import io.vigil.gateway.session.SessionCookie;
import io.vigil.gateway.session.Sessions;
import io.vigil.gateway.session.ToLogin;
import io.vigil.gateway.upstream.Service;
import io.vigil.tenancy.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** What a page of the portal streams: progress of a scan or a connection, a file of a report, an audit, a role or an attestation, an export. The session opens it. */
@ApplicationScoped
class OwnStreams {
    private static final String ID = "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";
    private static final String ACCOUNT = "([0-9]{12})";
    private static final String TENANT = "/t/([a-z0-9-]+)";

    private final Sessions sessions;
    private final SessionCookie sessionCookie;
    private final AskPermissions permissions;
    private final EnterTenant tenants;
    private final DemandSecondFactor secondFactor;
    private final ForwardRequest forward;

    OwnStreams(
            Sessions sessions,
            SessionCookie sessionCookie,
            AskPermissions permissions,
            EnterTenant tenants,
            DemandSecondFactor secondFactor,
            ForwardRequest forward) {
        this.sessions = sessions;
        this.sessionCookie = sessionCookie;
        this.permissions = permissions;
        this.tenants = tenants;
        this.secondFactor = secondFactor;
        this.forward = forward;
    }

    void routes(@Observes Router router) {
        stream(router, TENANT + "/scans/" + ID + "/progress", Service.TENANTS, id -> "/scans/" + id + "/progress");
        stream(
                router,
                TENANT + "/accounts/" + ACCOUNT + "/connection/progress",
                Service.TENANTS,
                id -> "/accounts/" + id + "/connection/progress");
        stream(router, TENANT + "/accounts/" + ACCOUNT + "/role", Service.TENANTS, id -> "/accounts/" + id + "/role");
        stream(router, TENANT + "/reports/" + ID + "/content", Service.REPORTS, id -> "/reports/" + id + "/content");
        stream(
                router,
                TENANT + "/reports/" + ID + "/signature",
                Service.REPORTS,
                id -> "/reports/" + id + "/signature");
        stream(
                router,
                TENANT + "/attestations/" + ID + "/evidence/" + ID + "/content",
                Service.REPORTS,
                (attestation, evidence) -> "/attestations/" + attestation + "/evidence/" + evidence + "/content");
        stream(router, TENANT + "/audits/" + ID + "/content", Service.REPORTS, id -> "/audits/" + id + "/content");
        stream(router, TENANT + "/audits/" + ID + "/signature", Service.REPORTS, id -> "/audits/" + id + "/signature");
        stream(router, TENANT + "/findings\\.csv()", Service.REPORTS, none -> "/findings/export");
        stream(router, TENANT + "/findings/export()", Service.REPORTS, none -> "/findings/export");
        stream(router, TENANT + "/offboarding/export()", Service.TENANTS, none -> "/offboarding/export");
        stream(
                router,
                TENANT + "/offboarding/reports/export()",
                Service.REPORTS,
                none -> "/offboarding/reports/export");
        exportOf(router, "tenants", Service.TENANTS);
        exportOf(router, "reports", Service.REPORTS);
    }

    private void exportOf(Router router, String trail, Service service) {
        String below = "/audit/" + trail + "/export";
        stream(router, TENANT + "/settings" + below + "()", service, none -> below);
    }

    private void stream(Router router, String pattern, Service service, Function<String, String> below) {
        stream(router, pattern, service, (one, none) -> below.apply(one));
    }

    private void stream(Router router, String pattern, Service service, BinaryOperator<String> below) {
        router.getWithRegex(pattern)
                .handler(request -> signedIn(request)
                        .ifPresentOrElse(
                                reader -> open(
                                        request,
                                        reader,
                                        service,
                                        below.apply(request.pathParam("param1"), request.pathParam("param2"))),
                                () -> toLogin(request)));
    }

    /** Who reads, by which session, and where. */
    private record Reader(String sessionId, Session session, String slug) {}

    private void open(RoutingContext request, Reader reader, Service service, String below) {
        request.vertx()
                .executeBlocking(() -> visit(reader), /* ordered */ false)
                .onSuccess(visit -> visit.ifPresentOrElse(
                        found -> forward.to(
                                new Route(service, found.path() + below, Optional.of(found.tenant())),
                                found.caller(),
                                () -> again(reader),
                                request),
                        () -> FailedRoute.notFound(request)))
                .onFailure(down -> FailedRoute.answer(
                        request,
                        503,
                        "tenant-service does not answer",
                        "Vigil cannot see whether you may have this. Your data is safe.",
                        "Try again",
                        "",
                        String.valueOf(down.getMessage())));
    }

    private Optional<Reader> signedIn(RoutingContext request) {
        Cookie cookie = request.request().getCookie(sessionCookie.name());
        if (cookie == null) return Optional.empty();
        return sessions.find(cookie.getValue())
                .map(session -> new Reader(cookie.getValue(), session, request.pathParam("param0")));
    }

    private Optional<Visit> visit(Reader reader) {
        Session session = reader.session();
        Permissions granted = permissions.of(session.subject());
        if (!secondFactor.isGiven(session, granted)) return Optional.empty();
        return tenants.bySlug(granted, session.displayName(), reader.slug());
    }

    /** Who signs out, or leaves the tenant, takes no stream along. */
    private Optional<Caller> again(Reader reader) {
        return sessions.lasts(reader.sessionId()) ? visit(reader).map(Visit::caller) : Optional.empty();
    }

    /** A file is fetched again after the login; a stream of progress cannot be, and its page will ask for itself. */
    private static void toLogin(RoutingContext request) {
        String accepted = String.valueOf(request.request().getHeader("Accept"));
        if (accepted.contains("text/event-stream")) {
            request.response().setStatusCode(401).end();
            return;
        }
        request.response()
                .setStatusCode(303)
                .putHeader(
                        "Location",
                        ToLogin.andBack(
                                        request.request().path(),
                                        request.request().query())
                                .toString())
                .end();
    }
}
