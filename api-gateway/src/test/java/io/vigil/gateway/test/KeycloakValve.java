package io.vigil.gateway.test;

import io.vigil.deploy.stack.Loopback;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Passes connections on to Keycloak until it is shut; then they break, as if Keycloak were down. It is turned through a
 * system property, since the resource and the tests live in different class loaders.
 */
public final class KeycloakValve implements Closeable {
    private static final String SHUT = "vigil.test.keycloak.valve.shut";
    private static final int CHUNK = 16 * 1024;

    private final int target;
    private final ServerSocket door;

    private KeycloakValve(int target, ServerSocket door) {
        this.target = target;
        this.door = door;
    }

    static KeycloakValve before(int target) {
        try {
            ServerSocket door = new ServerSocket(0, /* backlog */ 50, InetAddress.getByName(Loopback.HOST));
            KeycloakValve valve = new KeycloakValve(target, door);
            Thread.ofVirtual().start(valve::accept);
            return valve;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Opens or shuts the valve of this test JVM. */
    public static void open(boolean open) {
        System.setProperty(SHUT, String.valueOf(!open));
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException shut) {
                // the loop ends with its door
            }
        }
    }

    private void connect(Socket visitor) throws IOException {
        try {
            Socket keycloak = new Socket(Loopback.HOST, target);
            Thread.ofVirtual().start(() -> pump(visitor, keycloak));
            Thread.ofVirtual().start(() -> pump(keycloak, visitor));
        } catch (IOException stopped) {
            visitor.close();
        }
    }

    private static void pump(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to) {
            for (int read = from.getInputStream().read(chunk);
                    read >= 0 && !Boolean.getBoolean(SHUT);
                    read = from.getInputStream().read(chunk))
                to.getOutputStream().write(chunk, 0, read);
        } catch (IOException ended) {
            // one side went away
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
