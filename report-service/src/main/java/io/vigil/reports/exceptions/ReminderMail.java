package io.vigil.reports.exceptions;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vigil.contracts.TenantId;
import io.vigil.reports.render.Words;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.mail.Letter;
import io.vigil.tenancy.mail.Post;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A mail that tells when an exception ends, what it is about and what to do. */
@ApplicationScoped
class ReminderMail {

    /** @param slug empty while the tenant is not known here */
    private record Customer(String name, String slug) {}

    private final Post post;
    private final TenantTransaction transaction;
    private final DescribeScope describeScope;
    private final Optional<URI> portalUrl;
    private final Template text;
    private final Template html;

    ReminderMail(
            Post post,
            TenantTransaction transaction,
            DescribeScope describeScope,
            @ConfigProperty(name = "vigil.portal.url") Optional<URI> portalUrl,
            @Location("mail/exception.txt") Template text,
            @Location("mail/exception.html") Template html) {
        this.post = post;
        this.transaction = transaction;
        this.describeScope = describeScope;
        this.portalUrl = portalUrl;
        this.text = text;
        this.html = html;
    }

    Post.Answer send(TenantId tenant, UUID reminder, AcceptedRisk risk, String recipient, int findings) {
        Customer customer = customer(tenant);
        String portal = portalUrl
                .filter(url -> !customer.slug().isEmpty())
                .map(url -> url + "/t/" + customer.slug() + "/exceptions?state=in_force")
                .orElse("");
        return post.send(new Letter(
                reminder + "@vigil.reminder",
                recipient,
                "%s: an exception ends on %s"
                        .formatted(Words.safe(customer.name()), Words.day(risk.endsAt(), /* locale */ null)),
                fill(text, customer, risk, findings, portal),
                fill(html, customer, risk, findings, portal),
                Map.of(),
                List.of(),
                List.of()));
    }

    private String fill(Template template, Customer customer, AcceptedRisk risk, int findings, String portal) {
        return template.data("customer", customer.name())
                .data("scope", describeScope.words(risk.scope()))
                .data("risk", risk)
                .data("findings", findings)
                .data("portal", portal)
                .render();
    }

    private Customer customer(TenantId tenant) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery("select name, slug from tenant_directory where tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .map((rs, ctx) -> new Customer(rs.getString("name"), rs.getString("slug")))
                        .findOne()
                        .orElse(new Customer("Your AWS accounts", "")));
    }
}
