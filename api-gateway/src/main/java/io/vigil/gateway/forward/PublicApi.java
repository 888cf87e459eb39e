package io.vigil.gateway.forward;

import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.tenancy.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** {@code /api/v1}: who asks, may they in this tenant, and on to the service that owns the path. */
@ApplicationScoped
public class PublicApi {
    private final ForwardConfig config;
    private final AskPermissions permissions;
    private final FirstLoginOfStaff staff;
    private final ForwardRequest forward;
    private final PublicDescription description;

    PublicApi(
            ForwardConfig config,
            AskPermissions permissions,
            FirstLoginOfStaff staff,
            ForwardRequest forward,
            PublicDescription description) {
        this.config = config;
        this.permissions = permissions;
        this.staff = staff;
        this.forward = forward;
        this.description = description;
    }

    void routes(@Observes Router router) {
        router.get(RouteTable.PREFIX + "/openapi.json").blockingHandler(description::answer, false);
        router.route("/api/*")
                .handler(BodyHandler.create(false).setBodyLimit(config.maxBodyBytes()))
                .handler(this::authenticate)
                .failureHandler(this::failed);
    }

    private void authenticate(RoutingContext request) {
        BearerLogin.of(request)
                .subscribe()
                .with(
                        login -> login.ifPresentOrElse(
                                known -> decide(request, known), () -> Problems.unauthorized(request)),
                        failure -> {
                            Log.warnf("a bearer token cannot be verified: %s", failure.getMessage());
                            Problems.unavailable(request, "the identity provider");
                        });
    }

    private void decide(RoutingContext request, BearerLogin login) {
        request.vertx()
                .executeBlocking(() -> permitted(request, login), /* ordered */ false)
                .onSuccess(target -> target.ifPresentOrElse(
                        found -> forward.to(found.route(), found.caller(), () -> again(found, login), request),
                        () -> answerMe(request, login)))
                .onFailure(request::fail);
    }

    private record Target(Route route, Caller caller) {}

    /** @throws ServiceUnavailable when nobody can say what the login may do */
    private Optional<Target> permitted(RoutingContext request, BearerLogin login) {
        Permissions granted = staff.seed(permissions.of(login.subject()), login.email(), login.realmRoles());
        request.put("permissions", granted);
        return RouteTable.of(request.request().path())
                .flatMap(route -> callerFor(route, granted, login).map(caller -> new Target(route, caller)));
    }

    /** Who the login is by now, for an answer that takes its time. */
    private Optional<Caller> again(Target target, BearerLogin login) {
        return callerFor(target.route(), permissions.of(login.subject()), login);
    }

    private static Optional<Caller> callerFor(Route route, Permissions granted, BearerLogin login) {
        if (route.tenant().isPresent()) return granted.callerIn(route.tenant().get(), login.displayName());
        return granted.ofProvider()
                .map(role -> new Caller(login.subject(), Optional.empty(), role, login.displayName()));
    }

    /** {@code /me} is the gateway's own; all else that leads nowhere, or into a stranger's tenant, does not exist. */
    private static void answerMe(RoutingContext request, BearerLogin login) {
        boolean me = request.request().path().equals(RouteTable.PREFIX + "/me")
                && request.request().method().name().equals("GET");
        if (!me) {
            Problems.notFound(request);
            return;
        }
        Permissions granted = request.get("permissions");
        request.json(new Me(
                login.subject(), login.displayName(), granted.providerRole(), granted.tenants(), granted.inside()));
    }

    /** A token that does not hold fails the request itself, past the one who asked about it. */
    private void failed(RoutingContext request) {
        if (request.failure() instanceof AuthenticationFailedException) {
            Problems.unauthorized(request);
        } else if (request.failure() instanceof ServiceUnavailable down) {
            Log.warnf("refused for want of an answer: %s", down.getMessage());
            Problems.unavailable(request, down.service().audience());
        } else if (request.statusCode() == 413) {
            Problems.answer(
                    request, 413, "Too large", "a request may bring %d bytes at most".formatted(config.maxBodyBytes()));
        } else {
            Log.errorf(
                    request.failure(),
                    "the public API failed at %s",
                    request.request().path());
            Problems.answer(request, 500, "Failed", "Vigil failed here");
        }
    }
}
