package io.vigil.gateway.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends what no well-behaved client would. */
public final class Wire {
    private static final int PATIENCE_MILLIS = 10_000;

    private Wire() {}

    /** @param head request line and headers, without Host and without the empty line */
    public static String send(String head, String body) {
        URI home = World.home();
        try (Socket socket = new Socket(home.getHost(), home.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = head.strip().replace("\n", "\r\n") + "\r\nHost: " + home.getAuthority()
                    + "\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }
}
