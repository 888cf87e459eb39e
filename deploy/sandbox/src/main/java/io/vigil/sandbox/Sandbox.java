package io.vigil.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An AWS to scan without AWS: accounts from folders, behind AWS's own wire protocols, on a port of loopback. */
public final class Sandbox implements AutoCloseable {
    private static final int BACKLOG = 512;

    static {
        // without this the JDK's server holds small answers back 40 ms, waiting for the client's ACK
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // clients keep connections for a minute; ended earlier, a call now and then meets a closed one
        System.setProperty("sun.net.httpserver.idleInterval", "120");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Faults faults;
    private final CallCounts calls = new CallCounts();
    private final Serve serve;
    private final Control control;

    private Sandbox(SandboxOptions options) throws IOException {
        var files = new AccountFiles(options.accounts(), options.clock());
        var sessions = new Sessions(options.clock());
        sessions.add(session(options.principal()));
        faults = new Faults(files);
        control = new Control(faults, calls, files);
        serve = new Serve(
                new ReadCall(AwsServices.onClassPath()),
                sessions,
                faults,
                calls,
                new Answer(files, new AssumeRole(files, sessions, options.clock()), options.pageSize()),
                options.latency(),
                options.clock());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /** Starts on any free port, with small pages, no latency and {@link SandboxOptions.Principal#LOCAL}. */
    public static Sandbox start(Path accounts) throws IOException {
        return start(SandboxOptions.of(accounts));
    }

    public static Sandbox start(SandboxOptions options) throws IOException {
        var sandbox = new Sandbox(options);
        sandbox.server.start();
        return sandbox;
    }

    /** What a client's endpoint override takes. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Faults faults() {
        return faults;
    }

    public CallCounts calls() {
        return calls;
    }

    @Override
    public void close() {
        server.stop(/* delaySeconds */ 0);
        threads.shutdownNow();
    }

    private static Session session(SandboxOptions.Principal principal) {
        return new Session(
                principal.accessKey(),
                principal.secretKey(),
                Optional.empty(),
                principal.account(),
                principal.arn(),
                "AIDAVIGILSANDBOX00000",
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // the client went away, or a fault dropped it; closing the exchange has ended the connection
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            var request = WireRequest.read(exchange);
            if (request.rawPath().startsWith(Control.PATH)) {
                send(exchange, control.serve(request), /* whole */ true);
                return;
            }
            switch (serve.serve(request)) {
                case Outcome.Reply(var response) -> send(exchange, response, /* whole */ true);
                case Outcome.Truncated(var response) -> send(exchange, response, /* whole */ false);
                case Outcome.Dropped() -> {}
            }
        } catch (AwsError e) {
            send(exchange, WireResponse.of(e.status(), "text/plain", e.text()), /* whole */ true);
        } catch (RuntimeException e) {
            System.err.println("sandbox: " + exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().getRawPath());
            e.printStackTrace();
            send(exchange, WireResponse.of(500, "text/plain", String.valueOf(e)), /* whole */ true);
        }
    }

    private static void send(HttpExchange exchange, WireResponse response, boolean whole) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", response.contentType());
        response.headers().forEach(headers::set);
        var length = response.body().length;
        exchange.sendResponseHeaders(response.status(), length == 0 ? -1 : length);
        if (length > 0) {
            exchange.getResponseBody().write(response.body(), 0, whole ? length : length / 2);
        }
    }
}
