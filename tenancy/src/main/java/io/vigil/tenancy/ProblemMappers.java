package io.vigil.tenancy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever an endpoint throws into an RFC 9457 problem; internals stay in the log, under a reference. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(Problem problem, UriInfo uri) {
        return answer(problem, uri);
    }

    @ServerExceptionMapper
    public Response violations(ConstraintViolationException invalid, UriInfo uri) {
        String detail = invalid.getConstraintViolations().stream()
                .map(violation -> field(violation) + " " + violation.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return answer(Problem.badRequest(detail), uri);
    }

    /** Both are named, for the framework answers the second one by itself, without a word. */
    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response unreadableJson(JsonProcessingException malformed, UriInfo uri) {
        String where = malformed instanceof JsonMappingException mapping
                        && !mapping.getPath().isEmpty()
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "the body";
        Throwable cause = malformed.getCause();
        String why = cause instanceof IllegalArgumentException refused && refused.getMessage() != null
                ? refused.getMessage()
                : "not readable as JSON of the expected shape";
        return answer(Problem.badRequest(where + ": " + why), uri);
    }

    @ServerExceptionMapper
    public Response ofFramework(WebApplicationException thrown, UriInfo uri) {
        if (thrown.getCause() instanceof JsonProcessingException malformed) return unreadableJson(malformed, uri);
        if (thrown.getCause() instanceof IdParameters.Impossible impossible) return answer(named(impossible, uri), uri);
        int status = thrown.getResponse().getStatus();
        if (status < 400) return thrown.getResponse();
        if (status == 404) return answer(Problem.notFound("nothing is here"), uri);
        if (status >= 500) return unexpected(thrown, uri);
        return answer(
                Problem.ofStatus(status, thrown.getResponse().getStatusInfo().getReasonPhrase()), uri);
    }

    @ServerExceptionMapper
    public Response erased(TenantErased gone, UriInfo uri) {
        return answer(Problem.notFound("nothing is here"), uri);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure, UriInfo uri) {
        UUID reference = UUID.randomUUID();
        LOG.errorf(failure, "request failed, reference %s", reference);
        return answer(Problem.ofStatus(500, "Vigil failed here; reference " + reference), uri);
    }

    /** The framework does not tell which parameter of the query it was reading; what it read tells. */
    private static Problem named(IdParameters.Impossible impossible, UriInfo uri) {
        String names = uri.getQueryParameters().entrySet().stream()
                .filter(parameter -> parameter.getValue().contains(impossible.text()))
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(", "));
        return Problem.badRequest(names + ": " + impossible.getMessage());
    }

    private static Response answer(Problem problem, UriInfo uri) {
        var answer = Response.status(problem.status())
                .type("application/problem+json")
                .entity(problem.body(uri.getPath()));
        if (problem.retryAfter().isPositive())
            answer.header(
                    HttpHeaders.RETRY_AFTER, Math.max(1, problem.retryAfter().toSeconds()));
        return answer.build();
    }

    private static String field(ConstraintViolation<?> violation) {
        StringBuilder name = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() != ElementKind.PROPERTY && node.getKind() != ElementKind.PARAMETER) continue;
            if (node.getName() == null) continue;
            if (!name.isEmpty()) name.append('.');
            name.append(node.getName());
        }
        return name.toString();
    }
}
