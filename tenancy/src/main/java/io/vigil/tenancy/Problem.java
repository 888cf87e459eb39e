package io.vigil.tenancy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What the caller can act on, answered as an RFC 9457 problem. */
public final class Problem extends RuntimeException {
    private final int status;
    private final String title;
    private final transient List<Fault> faults;
    private final Duration retryAfter;

    private Problem(int status, String title, String detail) {
        this(status, title, detail, List.of(), Duration.ZERO);
    }

    private Problem(int status, String title, String detail, List<Fault> faults, Duration retryAfter) {
        super(detail);
        this.status = status;
        this.title = title;
        this.faults = faults;
        this.retryAfter = retryAfter;
    }

    /**
     * What is wrong at one place of what the caller sent.
     *
     * @param field of the body that holds a text; or the path of a value in a document, such as {@code decidedOut/0/reason}
     * @param line of the text, counts from 1; 0, and not written, for a document
     * @param column likewise
     */
    public record Fault(
            String field,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int line,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int column,
            String message) {
        public static Fault at(String path, String message) {
            return new Fault(path, 0, 0, message);
        }

        private String words() {
            if (line > 0) return "%s:%d:%d: %s".formatted(field, line, column, message);
            return field.isEmpty() ? message : field + ": " + message;
        }
    }

    /** A text or a document that was sent cannot be used, and where it is wrong. */
    public static Problem malformed(List<Fault> faults) {
        String detail = faults.stream().map(Fault::words).collect(Collectors.joining("; "));
        return new Problem(400, "Bad request", detail, List.copyOf(faults), Duration.ZERO);
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "Bad request", detail);
    }

    public static Problem unauthorized(String detail) {
        return new Problem(401, "Not authenticated", detail);
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, "Not permitted", detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "Not found", detail);
    }

    public static Problem conflict(String detail) {
        return new Problem(409, "Conflict", detail);
    }

    public static Problem tooLarge(String detail) {
        return new Problem(413, "Too large", detail);
    }

    /** @param retryAfter when it may be asked again, to the second */
    public static Problem tooMany(String detail, Duration retryAfter) {
        return new Problem(429, "Too many requests", detail, List.of(), retryAfter);
    }

    /** A part that is needed does not answer; the caller may try again. */
    public static Problem unavailable(String detail) {
        return new Problem(503, "Unavailable", detail);
    }

    public int status() {
        return status;
    }

    /** When the caller may come back; zero where nothing is said of it. */
    Duration retryAfter() {
        return retryAfter;
    }

    public String title() {
        return title;
    }

    /** The body of {@code application/problem+json}. */
    public record Body(
            URI type,
            String title,
            int status,
            String detail,
            String instance,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> faults) {}

    Body body(String path) {
        String detail = getMessage() == null ? title : getMessage();
        return new Body(URI.create("about:blank"), title, status, detail, path, faults);
    }

    /** For a status of the framework's own, such as 405. */
    static Problem ofStatus(int status, String detail) {
        return new Problem(status, "HTTP " + status, detail);
    }
}
