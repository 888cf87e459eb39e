package io.vigil.tenants.connections;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.tenancy.mail.Letter;
import io.vigil.tenancy.mail.MailText;
import io.vigil.tenancy.mail.Post;
import io.vigil.tenants.accounts.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The mail that says that an account is blocked, and what to do; as text and as HTML. */
@ApplicationScoped
class BlockedMail {
    private static final Logger LOG = Logger.getLogger(BlockedMail.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 100;

    record Customer(String slug, String name) {}

    /**
     * @param account what the customer calls the account; empty for who may not know
     * @param ofProvider whether it is the provider's administrator, who is outside
     */
    record Reader(String email, Customer customer, String account, boolean ofProvider) {}

    private final Post post;
    private final String portal;
    private final Template text;
    private final Template html;

    BlockedMail(
            Post post,
            @ConfigProperty(name = "vigil.portal.url") Optional<URI> portal,
            @Location("mail/blocked.txt") Template text,
            @Location("mail/blocked.html") Template html) {
        this.post = post;
        this.portal = portal.map(url -> url.toString().replaceFirst("/$", "")).orElse("");
        this.text = text;
        this.html = html;
    }

    /**
     * An address that the mail server refuses costs the others nothing.
     *
     * @throws IllegalStateException if the mail server takes none for now
     */
    void send(Registry.Blocked blocked, List<Reader> readers) {
        for (Reader reader : readers) {
            switch (post.send(letter(blocked, reader))) {
                case Post.Answer.Accepted() -> {}
                case Post.Answer.Refused refused ->
                    LOG.warnf(
                            "an address does not take the word of a blocked account tenant=%s account=%s",
                            blocked.tenant(), blocked.account());
                case Post.Answer.Failed failed -> throw new IllegalStateException(failed.words());
            }
        }
    }

    private Letter letter(Registry.Blocked blocked, Reader reader) {
        String once = blocked.account() + " " + blocked.since() + " " + reader.email();
        return new Letter(
                UUID.nameUUIDFromBytes(once.getBytes(StandardCharsets.UTF_8)) + "@vigil.blocked",
                reader.email(),
                "AWS account %s is blocked: its role lets others in".formatted(blocked.account()),
                fill(text, blocked, reader),
                fill(html, blocked, reader),
                Map.of(),
                /* inline */ List.of(),
                /* attached */ List.of());
    }

    private String fill(Template template, Registry.Blocked blocked, Reader reader) {
        String page = reader.ofProvider()
                ? "/fleet"
                : "/t/%s/accounts/%s".formatted(reader.customer().slug(), blocked.account());
        return template.data("account", blocked.account().value())
                .data("name", MailText.name(reader.account(), LONGEST_NAME))
                .data("customer", MailText.name(reader.customer().name(), LONGEST_NAME))
                .data("since", TIME.format(blocked.since()))
                .data("ofProvider", reader.ofProvider())
                .data("fix", String.valueOf(Explain.fix(ProbeOutcome.UNSAFE)))
                .data("link", portal.isEmpty() ? "" : portal + page)
                .render();
    }
}
