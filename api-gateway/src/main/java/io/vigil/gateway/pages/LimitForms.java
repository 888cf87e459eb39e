package io.vigil.gateway.pages;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vigil.gateway.forward.ForwardConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/** Forms stay small: the server's own limit is that of files, which only some of them bring. */
@ApplicationScoped
class LimitForms {
    private static final Pattern WITH_FILES = Pattern.compile("/t/[^/]+/attestations(/[^/]+/evidence)?");

    /** Before and behind the server's own limit, whose order is -2. */
    private static final int BEFORE = -3;

    private static final int BEHIND = -1;

    /** Where Quarkus keeps how much it reads of a body that does not say how long it is. */
    private static final String MOST = "io.quarkus.max-request-size";

    private final ForwardConfig config;

    LimitForms(ForwardConfig config) {
        this.config = config;
    }

    void routes(@Observes Router router) {
        router.route().order(BEFORE).handler(this::refuseTooLarge);
        router.route().order(BEHIND).handler(this::limitUnsaid);
    }

    private void refuseTooLarge(RoutingContext request) {
        if (isApi(request) || said(request) <= most(request)) {
            request.next();
            return;
        }
        // who is still sending would not hear the answer
        request.request().resume();
        FailedRoute.answer(
                request,
                413,
                "This is too large",
                most(request) < config.maxFileBytes()
                        ? "A form may bring 1 MB at most."
                        : "Files may have 10 MB together, in one go. Send them one by one, or smaller.",
                "Go back",
                request.request().path(),
                "too large");
    }

    private void limitUnsaid(RoutingContext request) {
        if (!isApi(request) && request.get(MOST) != null) request.put(MOST, most(request));
        request.next();
    }

    private long most(RoutingContext request) {
        return WITH_FILES.matcher(request.request().path()).matches() ? config.maxFileBytes() : config.maxBodyBytes();
    }

    /** The public API has limits of its own, and answers in its own way. */
    private static boolean isApi(RoutingContext request) {
        return request.request().path().startsWith("/api/");
    }

    private static long said(RoutingContext request) {
        String length = request.request().getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException none) {
            return Long.MAX_VALUE;
        }
    }
}
