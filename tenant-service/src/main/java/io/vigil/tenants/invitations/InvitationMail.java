package io.vigil.tenants.invitations;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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
    record Letter(UUID mail, String to, String customer, String inviter, String role, Instant until, String link) {
        @Override
        public String toString() {
            return "Letter[mail=%s]".formatted(mail);
        }
    }

    private final ReactiveMailer mailer;
    private final Vertx vertx;
    private final InvitationsConfig config;
    private final Optional<URI> portal;
    private final Template text;
    private final Template html;

    InvitationMail(
            ReactiveMailer mailer,
            Vertx vertx,
            InvitationsConfig config,
            @ConfigProperty(name = "vigil.portal.url") Optional<URI> portal,
            @Location("mail/invitation.txt") Template text,
            @Location("mail/invitation.html") Template html) {
        this.mailer = mailer;
        this.vertx = vertx;
        this.config = config;
        this.portal = portal;
        this.text = text;
        this.html = html;
    }

    /** Empty where nobody said at which address people find the portal. */
    Optional<String> link(String secret) {
        return portal.map(url -> url.toString().replaceFirst("/$", "") + "/invitations/" + secret);
    }

    /** @throws RuntimeException if the mail server does not take it */
    void send(Letter letter) {
        Mail mail = Mail.withText(
                letter.to(), "Your invitation to %s on Vigil".formatted(plain(letter.customer())), fill(text, letter));
        mail.setHtml(fill(html, letter));
        mail.addHeader("Message-ID", "<%s@vigil.invitation>".formatted(letter.mail()));
        mail.addHeader("Auto-Submitted", "auto-generated");
        // by the thread that hears the server: another one may miss its first words, and both would wait for each other
        mailer.send(mail)
                .runSubscriptionOn(work -> vertx.getOrCreateContext().runOnContext(now -> work.run()))
                .await()
                .atMost(config.mailPatience());
    }

    private static String fill(Template template, Letter letter) {
        return template.data("customer", plain(letter.customer()))
                .data("inviter", plain(letter.inviter()))
                .data("role", letter.role())
                .data("until", DAY.format(letter.until()))
                .data("link", letter.link())
                .render();
    }

    /** Names are chosen by people: no second line, no address that a reader's program would make a link of. */
    static String plain(String name) {
        String line = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ")
                .replaceAll("(?i)(https?):?//", "")
                .replace("<", "")
                .replace(">", "")
                .strip();
        return line.length() > LONGEST_NAME ? line.substring(0, LONGEST_NAME) + "…" : line;
    }
}
