package io.vigil.deploy.stack.mail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * {@code /} and {@code /mails/<id>[/html|/source|/attachments/<n>]} for people, {@code /api/mails[/<id>]} as JSON. Answers
 * only when asked by a loopback name, so that no web site can read mails by pointing its own name here.
 */
final class MailHttp {
    private static final String PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'";
    private static final String MAIL_POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    private record Answer(int status, String type, String policy, byte[] body, Optional<String> fileName) {
        static Answer page(String html) {
            return new Answer(
                    200,
                    "text/html; charset=utf-8",
                    PAGE_POLICY,
                    html.getBytes(StandardCharsets.UTF_8),
                    Optional.empty());
        }

        static Answer error(int status, String text) {
            return new Answer(
                    status,
                    "text/plain; charset=utf-8",
                    PAGE_POLICY,
                    text.getBytes(StandardCharsets.UTF_8),
                    Optional.empty());
        }
    }

    private final MailFiles files;

    MailHttp(MailFiles files) {
        this.files = files;
    }

    HttpServer start(InetSocketAddress address) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Answer answer;
        try {
            answer = answer(exchange);
        } catch (MessagingException | IOException | IllegalArgumentException e) {
            answer = Answer.error(500, "The mail cannot be shown: " + e);
        }
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("Content-Security-Policy", answer.policy());
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        answer.fileName()
                .ifPresent(name -> exchange.getResponseHeaders()
                        .set("Content-Disposition", "attachment; filename=\"" + harmless(name) + "\""));
        try (exchange) {
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException, MessagingException {
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("")
                .replaceFirst(":\\d+$", "");
        if (!host.equals("127.0.0.1") && !host.equals("localhost")) {
            return Answer.error(421, "Ask for 127.0.0.1");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return Answer.error(405, "Only GET");
        }
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/", -1);
        return switch (path[0]) {
            case "" -> Answer.page(MailPages.list(files.list()));
            case "mails" -> mail(path);
            case "api" -> json(path);
            default -> Answer.error(404, "Not here");
        };
    }

    private Answer json(String[] path) throws IOException {
        if (path.length < 2 || path.length > 3 || !path[1].equals("mails")) {
            return Answer.error(404, "Not here");
        }
        Optional<?> found = path.length == 2 ? Optional.of(files.list()) : files.find(path[2]);
        if (found.isEmpty()) {
            return Answer.error(404, "No such mail");
        }
        return new Answer(200, "application/json", PAGE_POLICY, JSON.writeValueAsBytes(found.get()), Optional.empty());
    }

    private Answer mail(String[] path) throws IOException, MessagingException {
        String id = path.length > 1 ? path[1] : "";
        String what = path.length > 2 ? path[2] : "";
        Optional<Answer> found = switch (what) {
            case "" -> files.find(id).map(mail -> Answer.page(MailPages.one(mail)));
            case "html" ->
                files.find(id)
                        .map(mail -> new Answer(
                                200,
                                "text/html; charset=utf-8",
                                MAIL_POLICY,
                                mail.html().getBytes(StandardCharsets.UTF_8),
                                Optional.empty()));
            case "source" ->
                files.source(id)
                        .map(source ->
                                new Answer(200, "text/plain; charset=utf-8", MAIL_POLICY, source, Optional.empty()));
            case "attachments" ->
                files.attachment(id, path.length > 3 && path[3].matches("\\d{1,4}") ? Integer.parseInt(path[3]) : -1)
                        .map(file -> new Answer(
                                200,
                                "application/octet-stream",
                                MAIL_POLICY,
                                file.content(),
                                Optional.of(file.name())));
            default -> Optional.empty();
        };
        return found.orElseGet(() -> Answer.error(404, "No such mail"));
    }

    /** Without what could end the header or leave the folder that a browser saves it in. */
    private static String harmless(String name) {
        String kept = name.replaceAll("[^A-Za-z0-9._ -]", "_");
        return kept.isBlank() ? "attachment" : kept;
    }
}
