package io.vigil.reports.comments;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.FindingId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.subscriptions.Customer;
import io.vigil.tenancy.mail.Letter;
import io.vigil.tenancy.mail.MailText;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A mail that tells somebody of being mentioned: by whom, about what, how it begins, and where to read it. */
@ApplicationScoped
class MentionMail {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_EXCERPT = 500;

    /**
     * @param resource as people call it
     * @param recipient a mail address
     */
    record About(
            UUID mail,
            FindingId finding,
            CheckId check,
            String resource,
            String author,
            String text,
            String recipient) {}

    private final Catalogue catalogue;
    private final Optional<URI> portal;
    private final Template text;
    private final Template html;

    MentionMail(
            Catalogue catalogue,
            @ConfigProperty(name = "vigil.portal.url") Optional<URI> portal,
            @Location("mail/mention.txt") Template text,
            @Location("mail/mention.html") Template html) {
        this.catalogue = catalogue;
        this.portal = portal;
        this.text = text;
        this.html = html;
    }

    Letter letter(Customer customer, About about) {
        String author = MailText.name(about.author(), LONGEST_NAME);
        return new Letter(
                about.mail() + "@vigil.mention",
                about.recipient(),
                "%s: %s mentioned you".formatted(customer.name(), author),
                fill(text, customer, about, author),
                fill(html, customer, about, author),
                Map.of(),
                List.of(),
                List.of());
    }

    private String fill(Template template, Customer customer, About about, String author) {
        return template.data("customer", customer.name())
                .data("author", author)
                .data("title", MailText.name(catalogue.title(about.check()), LONGEST_NAME * 2))
                .data("resource", MailText.name(about.resource(), LONGEST_NAME * 2))
                .data("excerpt", MailText.name(about.text(), LONGEST_EXCERPT))
                .data("portal", link(customer, about.finding()))
                .render();
    }

    private String link(Customer customer, FindingId finding) {
        return portal.filter(url -> !customer.slug().isEmpty())
                .map(url -> "%s/t/%s/findings/%s"
                        .formatted(url.toString().replaceFirst("/$", ""), customer.slug(), finding))
                .orElse("");
    }
}
