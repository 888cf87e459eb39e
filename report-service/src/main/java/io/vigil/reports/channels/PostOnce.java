package io.vigil.reports.channels;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vigil.reports.channels.OpenWay.Way;
import io.vigil.tenancy.mail.MailText;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One POST to one address, by a connection of its own. The address is what was looked up before; the name stays in the Host
 * header, in the TLS handshake and in what the certificate has to say. A redirect is an answer like any other, and nobody
 * reads more of an answer, or waits longer for it, than is told.
 */
@ApplicationScoped
class PostOnce {
    private static final int LONGEST_WORDS = 200;
    private static final int LARGEST_HEADER = 16_384;

    sealed interface Answer {
        /** @param words how the body began, made harmless */
        record Said(int status, String words) implements Answer {}

        /** No answer, or none that is one. */
        record Silent(String why) implements Answer {}
    }

    private final ChannelsConfig config;
    private final HttpClient client;

    @Inject
    PostOnce(Vertx vertx, ChannelsConfig config) {
        this(vertx, config, new HttpClientOptions());
    }

    /** @param options whom it trusts */
    PostOnce(Vertx vertx, ChannelsConfig config, HttpClientOptions options) {
        this.config = config;
        int patience = Math.toIntExact(config.patience().toMillis());
        this.client = vertx.createHttpClient(new HttpClientOptions(options)
                .setKeepAlive(false)
                .setVerifyHost(true)
                .setMaxHeaderSize(LARGEST_HEADER)
                .setConnectTimeout(patience)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(patience));
    }

    /** @param turn which of several addresses is taken, so that one which is down does not keep the others from being tried */
    Answer post(Way.Open way, int turn, Map<String, String> headers, String body) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        client.request(options(way, turn, headers))
                .onSuccess(request -> send(request, body, answer))
                .onFailure(answer::completeExceptionally);
        try {
            return answer.get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            return new Answer.Silent("the connection failed: " + reason(failed));
        } catch (TimeoutException late) {
            answer.completeExceptionally(late);
            return new Answer.Silent(
                    "no answer within %d s".formatted(config.patience().toSeconds()));
        } catch (InterruptedException stopped) {
            answer.completeExceptionally(stopped);
            Thread.currentThread().interrupt();
            return new Answer.Silent("the service was stopped while it waited");
        }
    }

    private static RequestOptions options(Way.Open way, int turn, Map<String, String> headers) {
        URI url = way.url();
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() < 0 ? tls ? 443 : 80 : url.getPort();
        InetAddress address =
                way.addresses().get(Math.floorMod(turn, way.addresses().size()));
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setFollowRedirects(false)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
        headers.forEach(options::putHeader);
        return options;
    }

    private void send(HttpClientRequest request, String body, CompletableFuture<Answer> answer) {
        // whoever stopped waiting, or has read enough, ends the connection
        answer.whenComplete((done, failed) -> request.reset());
        if (answer.isDone()) return;
        request.response().onSuccess(response -> read(response, answer)).onFailure(answer::completeExceptionally);
        request.end(Buffer.buffer(body)).onFailure(answer::completeExceptionally);
    }

    private void read(HttpClientResponse response, CompletableFuture<Answer> answer) {
        Buffer start = Buffer.buffer();
        response.exceptionHandler(answer::completeExceptionally);
        response.handler(chunk -> {
            int room = config.largestAnswerBytes() - start.length();
            start.appendBuffer(chunk.length() > room ? chunk.slice(0, room) : chunk);
            if (chunk.length() > room) answer.complete(said(response, start));
        });
        response.endHandler(end -> answer.complete(said(response, start)));
    }

    private static Answer said(HttpClientResponse response, Buffer start) {
        return new Answer.Said(
                response.statusCode(), MailText.line(start.toString(StandardCharsets.UTF_8), LONGEST_WORDS));
    }

    private static String reason(ExecutionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return MailText.line(words, LONGEST_WORDS);
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
