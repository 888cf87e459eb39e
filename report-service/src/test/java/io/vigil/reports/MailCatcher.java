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
import org.jspecify.annotations.Nullable;

/** An SMTP server on a port that stays the same while it is down, and that can be made to misbehave. */
public final class MailCatcher implements QuarkusTestResourceLifecycleManager {
    public enum Manner {
        WELL_BEHAVED,
        /** Takes the connection and never says a word. */
        SILENT,
        /** The line goes dead while the mail is read; it is not kept. */
        DIES_IN_THE_MIDDLE,
        /** Keeps the mail, and the line goes dead before the caller is told. */
        DIES_BEFORE_ITS_WORD
    }

    private static final String HOST = "127.0.0.1";
    private static final int PORT = freePort();
    private static final int BEHIND = freePort();
    private static final GreenMail SERVER = new GreenMail(new ServerSetup(BEHIND, HOST, ServerSetup.PROTOCOL_SMTP));
    private static @Nullable UnrulyMailServer door;

    @Override
    public Map<String, String> start() {
        if (!SERVER.isRunning()) SERVER.start();
        up();
        return Map.of(
                "vigil.smtp.host", HOST,
                "vigil.smtp.port", Integer.toString(PORT),
                "vigil.smtp.silence", "PT4S",
                "vigil.smtp.patience", "PT10S",
                "vigil.portal.url", "http://127.0.0.1:9",
                "vigil.delivery.first-pause", "PT0.3S",
                "vigil.subscriptions.poll", "PT0.3S",
                // a timetable of once a week is nearly always woken late by a test
                "vigil.subscriptions.misfire-after", "P8D");
    }

    @Override
    public void stop() {
        down();
        SERVER.stop();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, field -> field.getType().equals(MailCatcher.class));
    }

    public void up() {
        if (door == null) door = new UnrulyMailServer(PORT, BEHIND);
    }

    public void down() {
        if (door != null) door.close();
        door = null;
    }

    public void behave(Manner manner) {
        door().behave(manner);
    }

    /** @param reply to RCPT, such as {@code 550 5.1.1 unknown}; null takes the address again */
    public void refuse(String address, @Nullable String reply) {
        door().refuse(address, reply);
    }

    private static UnrulyMailServer door() {
        UnrulyMailServer open = door;
        if (open == null) throw new IllegalStateException("the mail server is down");
        return open;
    }

    public List<MimeMessage> mailsTo(String domain) {
        return List.of(SERVER.getReceivedMessagesForDomain(domain));
    }

    /** Everything that was caught. */
    public List<MimeMessage> mails() {
        return List.of(SERVER.getReceivedMessages());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }
}
