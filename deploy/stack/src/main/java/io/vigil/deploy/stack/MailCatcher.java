package io.vigil.deploy.stack;

import io.vigil.deploy.stack.mail.MailServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An SMTP server that sends nothing on, with a page on which its mails are read. */
public final class MailCatcher implements Part {
    public static final String NAME = "mail";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final Path log;
    private final Children children;
    private final int smtpPort = Loopback.freePort();
    private final int pagePort = Loopback.freePort();
    private @Nullable Child child;

    /** @param folder keeps the mails */
    public MailCatcher(Path folder, Path log, Children children) {
        this.folder = folder;
        this.log = log;
        this.children = children;
    }

    @Override
    public String name() {
        return NAME;
    }

    public MailCatcher start() {
        List<String> arguments = List.of(folder.toString(), "" + smtpPort, "" + pagePort);
        Child started = children.start(NAME, OwnJvm.of("-Xmx96m", MailServer.class, arguments), log);
        child = started;
        started.awaitReady(START_LIMIT, () -> Loopback.answers(smtpPort) && Loopback.answers(pagePort));
        return this;
    }

    public int smtpPort() {
        return smtpPort;
    }

    /** Of the page; {@code /api/mails} gives the same as JSON. */
    public String address() {
        return "http://" + Loopback.HOST + ":" + pagePort;
    }

    @Override
    public Optional<Child> child() {
        return Optional.ofNullable(child);
    }

    @Override
    public void close() {
        if (child != null) {
            child.close();
        }
    }
}
