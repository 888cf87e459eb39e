package io.vigil.gateway.forward;

import io.quarkus.logging.Log;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.upstream.Services;
import io.vigil.gateway.upstream.UpstreamConfig;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.InternalTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Passes a request on and streams the answer back, in the caller's name, with an internal token of its own. */
@ApplicationScoped
public class ForwardRequest {
    /** All that a service hears of a request, besides path, query and body: no cookie, no token, no hop-by-hop header. */
    private static final Set<String> FORWARDED = Set.of(
            "accept",
            "accept-language",
            "content-type",
            "last-event-id",
            "if-match",
            "if-none-match",
            "idempotency-key",
            "traceparent");

    /** All that a caller hears of an answer; everything else is between the gateway and the service. */
    private static final Set<String> RETURNED = Set.of(
            "content-type",
            "content-length",
            "content-disposition",
            "content-encoding",
            "etag",
            "location",
            "retry-after",
            "link",
            "digest");

    private static final Pattern PERMISSIONS = Pattern.compile("/(tenants/[^/]+/(members|grants)|msp)(/.*)?");

    private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** Of a request whose body was not read, and is passed on while it comes; it says how long it is. */
    static final String AS_IT_COMES = "vigil.as-it-comes";

    private final Services services;
    private final AskPermissions permissions;
    private final InternalTokens tokens;
    private final ForwardConfig config;
    private final HttpClient http;

    ForwardRequest(
            Vertx vertx,
            Services services,
            AskPermissions permissions,
            InternalTokens tokens,
            ForwardConfig config,
            UpstreamConfig upstream) {
        this.services = services;
        this.permissions = permissions;
        this.tokens = tokens;
        this.config = config;
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) upstream.connectTimeout().toMillis())
                        .setIdleTimeout((int) config.silence().toSeconds())
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(config.connections()));
    }

    /**
     * @param again who the caller is by now; an answer ends early when that is nobody, or somebody else. Asked outside of
     *     the event loop
     */
    public void to(Route route, Caller caller, Supplier<Optional<Caller>> again, RoutingContext request) {
        URI service = services.address(route.service());
        String query = request.request().query();
        boolean tls = "https".equals(service.getScheme());
        RequestOptions target = new RequestOptions()
                .setMethod(request.request().method())
                .setSsl(tls)
                .setHost(service.getHost())
                .setPort(service.getPort() >= 0 ? service.getPort() : tls ? 443 : 80)
                // as it came: whether a query is well formed is for the service to say
                .setURI(service.getRawPath() + route.path() + (query == null ? "" : "?" + query))
                .setFollowRedirects(false)
                .putHeader(
                        "Authorization",
                        "Bearer " + tokens.mint(caller, route.service().audience()));
        copy(request.request().headers(), target, FORWARDED);
        if (comes(request)) copy(request.request().headers(), target, Set.of("content-length"));
        http.request(target)
                .compose(onward -> send(onward, request))
                .onSuccess(answer -> {
                    if (changesPermissions(route, request)) permissions.forgetAll();
                    stream(answer, route, request);
                    cutWhenRefused(caller, again, request);
                })
                .onFailure(failure -> {
                    Log.warnf("%s did not answer %s: %s", route.service().audience(), route.path(), failure);
                    Problems.unavailable(request, route.service().audience());
                });
    }

    private io.vertx.core.Future<HttpClientResponse> send(HttpClientRequest onward, RoutingContext request) {
        request.response().closeHandler(gone -> onward.reset());
        long patience = request.vertx()
                .setTimer(
                        (comes(request) ? config.fileTimeout() : config.answerTimeout()).toMillis(),
                        late -> onward.reset(0, new AnswerTooLate()));
        return sent(onward, request).onComplete(done -> request.vertx().cancelTimer(patience));
    }

    private static io.vertx.core.Future<HttpClientResponse> sent(HttpClientRequest onward, RoutingContext request) {
        if (comes(request)) {
            // answered before it was read to its end: nobody waits for the rest
            request.addEndHandler(over -> {
                if (!request.request().isEnded()) onward.reset();
            });
            if ("100-continue".equalsIgnoreCase(request.request().getHeader("Expect")))
                request.response().writeContinue();
            return onward.send(request.request());
        }
        var body = request.body().buffer();
        return body == null || body.length() == 0 ? onward.send() : onward.send(body);
    }

    private static boolean comes(RoutingContext request) {
        return request.get(AS_IT_COMES) != null;
    }

    /** Whoever loses the permission loses what is still on its way; so does everybody while nobody knows who may what. */
    private void cutWhenRefused(Caller caller, Supplier<Optional<Caller>> again, RoutingContext request) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) return;
        AtomicBoolean asking = new AtomicBoolean();
        long clock = request.vertx().setPeriodic(config.permissionEvery().toMillis(), tick -> {
            if (!asking.compareAndSet(false, true)) return;
            request.vertx()
                    .executeBlocking(() -> again.get().filter(caller::equals).isPresent(), /* ordered */ false)
                    .onComplete(answer -> {
                        asking.set(false);
                        if (answer.succeeded() && answer.result()) return;
                        if (!response.ended() && !response.closed()) response.reset();
                    });
        });
        request.addEndHandler(over -> request.vertx().cancelTimer(clock));
    }

    /** Who was let in, or out, need not wait until it is asked for again. */
    private static boolean changesPermissions(Route route, RoutingContext request) {
        return !HARMLESS.contains(request.request().method())
                && PERMISSIONS.matcher(route.path()).matches();
    }

    private static final class AnswerTooLate extends RuntimeException {
        AnswerTooLate() {
            super("no answer in time");
        }
    }

    private void stream(HttpClientResponse answer, Route route, RoutingContext request) {
        HttpServerResponse response = request.response();
        if (answer.statusCode() >= 500) {
            Log.warnf("%s answered %d to %s", route.service().audience(), answer.statusCode(), route.path());
            answer.body();
            Problems.unavailable(request, route.service().audience());
            return;
        }
        response.setStatusCode(answer.statusCode());
        for (Map.Entry<String, String> header : answer.headers())
            if (RETURNED.contains(header.getKey().toLowerCase(java.util.Locale.ROOT)))
                response.putHeader(header.getKey(), header.getValue());
        location(response);
        if (answer.getHeader("Content-Length") == null) response.setChunked(true);
        // what breaks must not be ended as if it were whole
        answer.pipe().endOnFailure(false).to(response).onFailure(broken -> {
            Log.debugf("a stream of %s ended early: %s", route.path(), broken);
            response.reset();
        });
    }

    /** A service knows its own paths only; where it names no path, nobody is sent anywhere. */
    private static void location(HttpServerResponse response) {
        String location = response.headers().get("Location");
        if (location == null) return;
        try {
            URI given = new URI(location);
            String query = given.getRawQuery();
            response.putHeader("Location", RouteTable.PREFIX + given.getRawPath() + (query == null ? "" : "?" + query));
        } catch (URISyntaxException unreadable) {
            response.headers().remove("Location");
        }
    }

    private static void copy(MultiMap from, RequestOptions to, Set<String> names) {
        for (Map.Entry<String, String> header : from)
            if (names.contains(header.getKey().toLowerCase(java.util.Locale.ROOT)))
                to.putHeader(header.getKey(), header.getValue());
    }
}
