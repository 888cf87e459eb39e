package io.vigil.tenants.invitations;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vigil.tenancy.mail.Letter;
import io.vigil.tenancy.mail.MailText;
import io.vigil.tenancy.mail.Post;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The mail that carries an invitation's link, as text and as HTML. */
@ApplicationScoped
class InvitationMail {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 100;

    /** @param link the one place where its secret is */
    record Invited(UUID mail, String to, String customer, String inviter, String role, Instant until, String link) {
        @Override
        public String toString() {
            return "Invited[mail=%s]".formatted(mail);
        }
    }

    private final Post post;
    private final Optional<URI> portal;
    private final Template text;
    private final Template html;

    InvitationMail(
            Post post,
            @ConfigProperty(name = "vigil.portal.url") Optional<URI> portal,
            @Location("mail/invitation.txt") Template text,
            @Location("mail/invitation.html") Template html) {
        this.post = post;
        this.portal = portal;
        this.text = text;
        this.html = html;
    }

    /** Empty where nobody said at which address people find the portal. */
    Optional<String> link(String secret) {
        return portal.map(url -> url.toString().replaceFirst("/$", "") + "/invitations/" + secret);
    }

    /** @throws IllegalStateException if the mail server does not take it */
    void send(Invited invited) {
        Letter letter = new Letter(
                invited.mail() + "@vigil.invitation",
                invited.to(),
                "Your invitation to %s on Vigil".formatted(plain(invited.customer())),
                fill(text, invited),
                fill(html, invited),
                Map.of(),
                /* inline */ List.of(),
                /* attached */ List.of());
        switch (post.send(letter)) {
            case Post.Answer.Accepted() -> {}
            case Post.Answer.Refused refused -> throw new IllegalStateException(refused.words());
            case Post.Answer.Failed failed -> throw new IllegalStateException(failed.words());
        }
    }

    private static String fill(Template template, Invited invited) {
        return template.data("customer", plain(invited.customer()))
                .data("inviter", plain(invited.inviter()))
                .data("role", invited.role())
                .data("until", DAY.format(invited.until()))
                .data("link", invited.link())
                .render();
    }

    /** Names are chosen by people: no second line, no address that a reader's program would make a link of. */
    static String plain(String name) {
        return MailText.name(name, LONGEST_NAME);
    }
}
