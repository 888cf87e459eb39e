package io.vigil.gateway.pages.subscriptions;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import io.vigil.contracts.EventJson;
import io.vigil.gateway.limits.RateLimits;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.session.BringsOwnSecret;
import io.vigil.gateway.session.Public;
import io.vigil.gateway.tokens.ClientAddress;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.gateway.upstream.Services;
import io.vigil.gateway.upstream.Subscription;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Where the links of reports' mails lead. Looking changes nothing, since mail programs look too; a POST without anything
 * else unsubscribes, as RFC 8058 has it.
 */
@Public
@Blocking
@Path("/subscriptions")
public class SubscriptionLinkPage {
    private static final Caller GATEWAY = Caller.service("api-gateway", Optional.empty());
    private static final String SECRET = "[A-Za-z0-9_-]{43}";

    private record Link(String digest) {}

    private final Services services;
    private final RateLimits limits;
    private final ClientAddress addresses;
    private final Shells shells;

    SubscriptionLinkPage(Services services, RateLimits limits, ClientAddress addresses, Shells shells) {
        this.services = services;
        this.limits = limits;
        this.addresses = addresses;
        this.shells = shells;
    }

    @GET
    @Path("/confirm/{secret}")
    public Response showConfirm(@RestPath String secret, @Context HttpServerRequest request) {
        return page(LinkView.confirming(shells.theme(), secret, asked("look", secret, request)));
    }

    @POST
    @Path("/confirm/{secret}")
    @BringsOwnSecret
    public Response confirm(@RestPath String secret, @Context HttpServerRequest request) {
        return page(LinkView.confirming(shells.theme(), secret, asked("confirm", secret, request)));
    }

    @GET
    @Path("/unsubscribe/{secret}")
    public Response showUnsubscribe(@RestPath String secret, @Context HttpServerRequest request) {
        return page(LinkView.unsubscribing(shells.theme(), secret, asked("look", secret, request)));
    }

    @POST
    @Path("/unsubscribe/{secret}")
    @BringsOwnSecret(fromAnywhere = true)
    public Response unsubscribe(@RestPath String secret, @Context HttpServerRequest request) {
        return page(LinkView.unsubscribing(shells.theme(), secret, asked("unsubscribe", secret, request)));
    }

    /** Null for a link that leads nowhere; who brings many of those is not told any more whether one does. */
    private Subscription.@Nullable Seen asked(String what, String secret, HttpServerRequest request) {
        String address = addresses.of(request).orElse("unknown");
        if (!secret.matches(SECRET) || limits.waitOf(address).isPresent()) return null;
        try {
            Subscription.Seen seen = services.post(
                            Service.REPORTS,
                            GATEWAY,
                            "/subscription-links/" + what,
                            new Link(EventJson.digestOf(secret.getBytes(StandardCharsets.UTF_8))),
                            Subscription.Followed.class)
                    .link();
            if (seen == null) limits.refused(address);
            return seen;
        } catch (ServiceUnavailable down) {
            throw Problem.unavailable(
                    "Subscriptions cannot be reached right now. Your link is not lost; open it again in a moment.");
        }
    }

    private static Response page(LinkView view) {
        return Response.status(view.status())
                .type("text/html; charset=UTF-8")
                .entity(Templates.link(view).render())
                .build();
    }
}
