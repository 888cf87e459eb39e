package io.vigil.tenancy.mail;

import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hands letters to the mail server, one caller's after another's, and waits for its word.
 *
 * <p>All of it happens on one event loop. The mail client connects on the loop of whoever asks and hears on one of its own;
 * where these differ, the server's greeting may come before anybody listens, is dropped, and both sides wait for each other
 * until somebody's patience ends.
 */
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class PostOffice implements Post {
    private static final int CONNECTIONS = 10;
    private static final int LONGEST_WORDS = 300;

    private final SmtpConfig config;
    private final String from;
    private final Context loop;
    private final MailClient client;

    public PostOffice(
            Vertx vertx,
            SmtpConfig config,
            @ConfigProperty(name = "vigil.mail.from", defaultValue = "vigil@localhost") String from) {
        this.config = config;
        this.from = from;
        this.loop = ((VertxInternal) vertx).createEventLoopContext();
        this.client = MailClient.create(vertx, clientConfig(config));
    }

    private static MailConfig clientConfig(SmtpConfig config) {
        MailConfig client = new MailConfig();
        client.setHostname(config.host())
                .setPort(config.port())
                .setStarttls(config.startTls())
                .setSsl(config.implicitTls())
                .setKeepAlive(false)
                .setMaxPoolSize(CONNECTIONS);
        config.ownName().ifPresent(client::setOwnHostname);
        config.user()
                .ifPresentOrElse(
                        user -> client.setLogin(LoginOption.REQUIRED)
                                .setUsername(user)
                                .setPassword(config.password().orElse("")),
                        () -> client.setLogin(LoginOption.DISABLED));
        client.setConnectTimeout((int) config.silence().toMillis());
        // else a server that went away in the middle would keep its connection, and in the end all of them
        client.setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) config.silence().toMillis());
        return client;
    }

    @Override
    public Answer send(Letter letter) {
        CompletableFuture<MailResult> answer = new CompletableFuture<>();
        loop.runOnContext(now -> {
            try {
                client.sendMail(message(letter)).onComplete(answer::complete, answer::completeExceptionally);
            } catch (RuntimeException unfit) {
                answer.completeExceptionally(unfit);
            }
        });
        try {
            answer.get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
            return new Answer.Accepted();
        } catch (ExecutionException failed) {
            return failure(failed.getCause() == null ? failed : failed.getCause());
        } catch (TimeoutException late) {
            return new Answer.Failed(
                    "the mail server did not answer in " + config.patience().toSeconds() + " s", /* heard */ false);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.Failed("the service was stopped while it waited for the mail server", /* heard */ true);
        }
    }

    private static Answer failure(Throwable cause) {
        if (!(cause instanceof SMTPException said))
            return new Answer.Failed(
                    MailText.line("the connection failed: " + reason(cause), LONGEST_WORDS), /* heard */ false);
        String words = MailText.line(String.join(" ", said.getReplyMessages()), LONGEST_WORDS);
        // a sender or a login that is refused is ours to mend, and holds for everybody
        boolean thisLetter = String.valueOf(said.getMessage()).startsWith("recipient address not accepted")
                || String.valueOf(said.getMessage()).startsWith("sending data failed");
        return said.isPermanent() && thisLetter
                ? new Answer.Refused(words)
                : new Answer.Failed(words, /* heard */ true);
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private MailMessage message(Letter letter) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Message-ID", "<%s>".formatted(letter.messageId()))
                .add("Auto-Submitted", "auto-generated");
        letter.headers().forEach(headers::add);
        MailMessage message = new MailMessage()
                .setFrom(from)
                .setTo(letter.to())
                .setSubject(letter.subject())
                .setText(letter.text())
                .setHtml(letter.html())
                .setHeaders(headers);
        if (!letter.inline().isEmpty()) message.setInlineAttachment(parts(letter.inline(), "inline"));
        if (!letter.attached().isEmpty()) message.setAttachment(parts(letter.attached(), "attachment"));
        return message;
    }

    private static List<MailAttachment> parts(List<Letter.Part> parts, String disposition) {
        return parts.stream()
                .map(part -> MailAttachment.create()
                        .setName(part.name())
                        .setContentType(part.mediaType())
                        .setDisposition(disposition)
                        .setContentId("<%s>".formatted(part.name()))
                        .setData(Buffer.buffer(part.content())))
                .toList();
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
