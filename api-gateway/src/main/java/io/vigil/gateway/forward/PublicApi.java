package io.vigil.gateway.forward;

import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vigil.gateway.limits.RateLimits;
import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.tokens.AskTokens;
import io.vigil.gateway.tokens.ClientAddress;
import io.vigil.gateway.tokens.TokenHolder;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.tenancy.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /api/v1}: who asks, may they in this tenant, and on to the service that owns the path. */
@ApplicationScoped
public class PublicApi {
    /** Where the body of a request is a file. */
    private static final String FILES = RouteTable.PREFIX + "/tenants/[^/]+/attestations/[^/]+/evidence";

    private final ForwardConfig config;
    private final AskPermissions permissions;
    private final FirstLoginOfStaff staff;
    private final ForwardRequest forward;
    private final PublicDescription description;
    private final AskTokens tokens;
    private final ClientAddress address;
    private final RateLimits limits;

    PublicApi(
            ForwardConfig config,
            AskPermissions permissions,
            FirstLoginOfStaff staff,
            ForwardRequest forward,
            PublicDescription description,
            AskTokens tokens,
            ClientAddress address,
            RateLimits limits) {
        this.config = config;
        this.permissions = permissions;
        this.staff = staff;
        this.forward = forward;
        this.description = description;
        this.tokens = tokens;
        this.address = address;
        this.limits = limits;
    }

    void routes(@Observes Router router) {
        router.get(RouteTable.PREFIX + "/openapi.json").blockingHandler(description::answer, false);
        router.postWithRegex(FILES).handler(this::takeFile).failureHandler(this::failed);
        router.route("/api/*")
                .handler(BodyHandler.create(false).setBodyLimit(config.maxBodyBytes()))
                .handler(this::authenticate)
                .failureHandler(this::failed);
    }

    /** It is passed on while it comes, so that nobody can fill the memory with files. */
    private void takeFile(RoutingContext request) {
        String length = request.request().getHeader("Content-Length");
        if (length == null) {
            request.request().resume();
            Problems.answer(request, 411, "Length required", "a file needs its Content-Length");
            return;
        }
        request.request().pause();
        request.put(ForwardRequest.AS_IT_COMES, true);
        // what nobody takes is left unread behind the answer, and the next request comes after it
        request.addEndHandler(over -> request.request().resume());
        authenticate(request);
    }

    private void authenticate(RoutingContext request) {
        // of two, nobody could say which one a part of the way would read
        if (request.request().headers().getAll("Authorization").size() > 1) {
            Problems.unauthorized(request);
            return;
        }
        AskTokens.presented(request.request())
                .ifPresentOrElse(token -> byToken(request, token), () -> byLogin(request));
    }

    private void byToken(RoutingContext request, String token) {
        String from = address.of(request.request()).orElse("unknown");
        Optional<Duration> wait = limits.waitOf(from);
        if (wait.isPresent() && !tokens.heldLately(token, request.request())) {
            Problems.tooMany(request, wait.get());
            return;
        }
        request.vertx()
                .executeBlocking(() -> tokens.holder(token, request.request()), /* ordered */ false)
                .onSuccess(holder -> holder.ifPresentOrElse(known -> serve(request, token, known), () -> {
                    limits.refused(from);
                    Problems.unauthorized(request);
                }))
                .onFailure(request::fail);
    }

    /** A token opens its own tenant and nothing above it. */
    private void serve(RoutingContext request, String token, TokenHolder holder) {
        RouteTable.of(request.request().path())
                .filter(route -> route.tenant().filter(holder.tenant()::equals).isPresent())
                .ifPresentOrElse(
                        route -> forward(new Target(route, holder.caller()), () -> again(request, token), request),
                        () -> answerMe(
                                request,
                                new Me(
                                        holder.subject(),
                                        holder.displayName(),
                                        /* mspRole */ null,
                                        holder.memberships(),
                                        /* grants */ List.of())));
    }

    private Optional<Caller> again(RoutingContext request, String token) {
        return tokens.holder(token, request.request()).map(TokenHolder::caller);
    }

    private void forward(Target target, Supplier<Optional<Caller>> again, RoutingContext request) {
        limits.take(target.caller())
                .ifPresentOrElse(
                        wait -> Problems.tooMany(request, wait),
                        () -> forward.to(target.route(), target.caller(), again, request));
    }

    private void byLogin(RoutingContext request) {
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
                        found -> forward(found, () -> again(found, login), request),
                        () -> answerMe(request, me(request, login))))
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
    private static void answerMe(RoutingContext request, Me answer) {
        boolean me = request.request().path().equals(RouteTable.PREFIX + "/me")
                && request.request().method().name().equals("GET");
        if (!me) {
            Problems.notFound(request);
            return;
        }
        request.json(answer);
    }

    private static Me me(RoutingContext request, BearerLogin login) {
        Permissions granted = request.get("permissions");
        return new Me(
                login.subject(), login.displayName(), granted.providerRole(), granted.tenants(), granted.inside());
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
