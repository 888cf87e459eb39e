package io.vigil.scanner.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vigil.scanner.TestAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An STS that hands out sessions of account 444455556666 to whoever knows the test account's ExternalId. */
final class OtherAccountsSts implements AutoCloseable {
    private final HttpServer server;

    OtherAccountsSts() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", OtherAccountsSts::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.contains("GetCallerIdentity")) send(exchange, 200, """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
                <Arn>arn:aws:sts::444455556666:assumed-role/VigilReadOnly/vigil-probe</Arn><UserId>AROA:vigil-probe</UserId>
                <Account>444455556666</Account></GetCallerIdentityResult></GetCallerIdentityResponse>""");
        else if (asked.contains("ExternalId=" + TestAccount.EXTERNAL_ID)) send(exchange, 200, """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
                <AssumedRoleUser><AssumedRoleId>AROA:vigil-probe</AssumedRoleId>
                <Arn>arn:aws:sts::444455556666:assumed-role/VigilReadOnly/vigil-probe</Arn></AssumedRoleUser>
                <Credentials><AccessKeyId>ASIA0000000000000000</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
                <SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
                </AssumeRoleResult></AssumeRoleResponse>""");
        else send(exchange, 403, """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
                <Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>""");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(/* delaySeconds */ 0);
    }
}
