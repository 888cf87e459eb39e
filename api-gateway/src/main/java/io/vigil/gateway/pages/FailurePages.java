package io.vigil.gateway.pages;

import io.quarkus.logging.Log;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a person sees instead of a page that cannot be shown. */
public class FailurePages {
    /** Before the ones that answer machines. */
    private static final int FIRST = Priorities.USER - 100;

    @ServerExceptionMapper(priority = FIRST)
    public Response problem(Problem problem, HttpHeaders headers) {
        return ofStatus(problem.status(), String.valueOf(problem.getMessage()), headers);
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response refused(Refused refused, HttpHeaders headers) {
        return ofStatus(refused.status(), refused.detail(), headers);
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response down(ServiceUnavailable down, HttpHeaders headers) {
        Log.warnf("a page is missing a part: %s", down.getMessage());
        String service = down.service().audience();
        return page(
                503,
                service + " does not answer",
                "It keeps %s. Your data is safe; the rest of Vigil goes on working."
                        .formatted(down.service().keeps()),
                "Try again",
                "",
                headers);
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response ofFramework(WebApplicationException thrown, HttpHeaders headers) {
        int status = thrown.getResponse().getStatus();
        if (status < 400) return thrown.getResponse();
        return ofStatus(status, thrown.getResponse().getStatusInfo().getReasonPhrase(), headers);
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response unexpected(Throwable failure, HttpHeaders headers) {
        UUID reference = UUID.randomUUID();
        Log.errorf(failure, "a page failed, reference %s", reference);
        return page(
                500, "This did not load", "Your data is safe. Reference " + reference + ".", "Try again", "", headers);
    }

    private static Response ofStatus(int status, String detail, HttpHeaders headers) {
        return switch (status) {
            case 404 ->
                page(
                        404,
                        "Nothing is here",
                        "The page does not exist, or is not yours to see.",
                        "Go to the start",
                        "/",
                        headers);
            case 403 -> page(403, "Your role does not include this", detail, "Go to the start", "/", headers);
            default -> page(status, "That did not work", detail, "Go to the start", "/", headers);
        };
    }

    private static Response page(
            int status, String title, String text, String action, String link, HttpHeaders headers) {
        Cookie chosen = headers.getCookies().get("vigil_theme");
        String theme = chosen != null && chosen.getValue().matches("dark|light") ? chosen.getValue() : "";
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .entity(Templates.failure(new FailureView(theme, status, title, text, action, link))
                        .render())
                .build();
    }
}
