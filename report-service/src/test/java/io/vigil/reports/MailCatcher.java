package io.vigil.reports;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

/** An SMTP server on a port that stays the same while it is down. */
public final class MailCatcher implements QuarkusTestResourceLifecycleManager {
    private static final String HOST = "127.0.0.1";
    private static final int PORT = freePort();
    private static GreenMail server = newServer();

    @Override
    public Map<String, String> start() {
        up();
        return Map.of(
                "vigil.smtp.host", HOST,
                "vigil.smtp.port", Integer.toString(PORT),
                "vigil.delivery.first-pause", "PT0.3S",
                "vigil.subscriptions.poll", "PT0.3S",
                // a timetable of once a week is nearly always woken late by a test
                "vigil.subscriptions.misfire-after", "P8D");
    }

    @Override
    public void stop() {
        down();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, field -> field.getType().equals(MailCatcher.class));
    }

    public void up() {
        if (server.isRunning()) return;
        server = newServer();
        server.start();
    }

    public void down() {
        server.stop();
    }

    public List<MimeMessage> mailsTo(String recipient) {
        return List.of(server.getReceivedMessagesForDomain(recipient));
    }

    private static GreenMail newServer() {
        return new GreenMail(new ServerSetup(PORT, HOST, ServerSetup.PROTOCOL_SMTP));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }
}
