package io.vigil.gateway.pages;

import io.quarkus.logging.Log;
import io.vigil.gateway.limits.TooOften;
import io.vigil.gateway.pages.grants.EnterView;
import io.vigil.gateway.permissions.NoGrant;
import io.vigil.gateway.session.SecondFactorMissing;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a person sees instead of a page that cannot be shown; each has a reference that the log knows. */
public class FailurePages {
    /** Before the ones that answer machines. */
    private static final int FIRST = Priorities.USER - 100;

    private static final String START = "Go to the start";

    @ServerExceptionMapper(priority = FIRST)
    public Response problem(Problem problem, HttpHeaders headers) {
        return logged(ofStatus(problem.status(), String.valueOf(problem.getMessage()), headers), problem);
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response outside(NoGrant outside, HttpHeaders headers, UriInfo uri) {
        String home = "/t/" + outside.slug();
        String path = uri.getRequestUri().getRawPath();
        String to = path.startsWith(home + "/") ? path.substring(home.length()) : "/posture";
        FailureView view = FailureView.of(
                theme(headers),
                404,
                "You are not inside %s".formatted(outside.name()),
                "Your grant ended, or there was none. Entering needs a reason, and the customer sees it.",
                "Enter",
                EnterView.link(outside.slug(), to).toString());
        return logged(view, outside);
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response passwordAlone(SecondFactorMissing missing, HttpHeaders headers) {
        FailureView view = FailureView.of(
                theme(headers),
                403,
                "A second factor is needed",
                "Staff signs in with a one-time code. Sign in again; if no code is asked for, whoever looks after the logins must give"
                        + " yours the role second-factor.",
                "Sign in again",
                "/login?prompt=login");
        return logged(view, missing);
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response tooOften(TooOften often, HttpHeaders headers) {
        FailureView view = FailureView.of(
                theme(headers),
                429,
                "Too many requests",
                "More pages were asked for in your name than a person reads. Try again in %d seconds."
                        .formatted(often.seconds()),
                "Try again",
                "");
        return Response.fromResponse(logged(view, often))
                .header(HttpHeaders.RETRY_AFTER, often.seconds())
                .build();
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response refused(Refused refused, HttpHeaders headers) {
        return logged(ofStatus(refused.status(), refused.detail(), headers), refused);
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response down(ServiceUnavailable down, HttpHeaders headers) {
        FailureView view = FailureView.of(
                theme(headers),
                503,
                down.service().audience() + " does not answer",
                "It keeps %s. Your data is safe; the rest of Vigil goes on working."
                        .formatted(down.service().keeps()),
                "Try again",
                "");
        Log.warnf("a page is missing a part: %s, reference %s", down.getMessage(), view.reference());
        return page(view);
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response ofFramework(WebApplicationException thrown, HttpHeaders headers) {
        Response own = thrown.getResponse();
        if (own.getStatus() < 400) return own;
        return logged(ofStatus(own.getStatus(), own.getStatusInfo().getReasonPhrase(), headers), thrown);
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response unexpected(Throwable failure, HttpHeaders headers) {
        FailureView view =
                FailureView.of(theme(headers), 500, "This did not load", "Your data is safe.", "Try again", "");
        Log.errorf(failure, "a page failed, reference %s", view.reference());
        return page(view);
    }

    private static FailureView ofStatus(int status, String detail, HttpHeaders headers) {
        String title = switch (status) {
            case 404 -> "Nothing is here";
            case 403 -> "Your role does not include this";
            default -> "That did not work";
        };
        String text = status == 404 ? "The page does not exist, or is not yours to see." : detail;
        return FailureView.of(theme(headers), status, title, text, START, "/");
    }

    private static String theme(HttpHeaders headers) {
        Cookie chosen = headers.getCookies().get(Themes.COOKIE);
        return Themes.of(chosen == null ? null : chosen.getValue());
    }

    private static Response logged(FailureView view, Exception why) {
        Log.infof("a page was refused with %d: %s, reference %s", view.status(), why.getMessage(), view.reference());
        return page(view);
    }

    private static Response page(FailureView view) {
        var page = Response.status(view.status())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(view.html());
        if (view.passing()) page.header(HttpHeaders.RETRY_AFTER, FailureView.RETRY_AFTER_SECONDS);
        return page.build();
    }
}
