package io.vigil.reports.subscriptions;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.files.ReportFiles;
import io.vigil.reports.files.ReportFiles.Stored;
import io.vigil.reports.posture.Posture;
import io.vigil.reports.posture.ReadPosture;
import io.vigil.reports.render.Words;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A mail with the period's report: the figures in the text, the files attached. */
@ApplicationScoped
class ReportMail {
    private final Mailer mailer;
    private final ReportFiles files;
    private final ReadPosture readPosture;
    private final TenantTransaction transaction;
    private final DeliveryConfig config;
    private final Optional<URI> portalUrl;
    private final Template text;
    private final Template html;

    ReportMail(
            Mailer mailer,
            ReportFiles files,
            ReadPosture readPosture,
            TenantTransaction transaction,
            DeliveryConfig config,
            @ConfigProperty(name = "vigil.portal.url") Optional<URI> portalUrl,
            @Location("mail/report.txt") Template text,
            @Location("mail/report.html") Template html) {
        this.mailer = mailer;
        this.files = files;
        this.readPosture = readPosture;
        this.transaction = transaction;
        this.config = config;
        this.portalUrl = portalUrl;
        this.text = text;
        this.html = html;
    }

    /** @throws RuntimeException if the mail server does not take it */
    void send(TenantId tenant, UUID delivery, Subscription subscription, String recipient, List<Stored> reports) {
        Posture posture = readPosture.read(tenant, Catalogue.BASELINE, Optional.empty());
        Addressee customer = customer(tenant);
        String portal = portalUrl
                .filter(url -> !customer.slug().isEmpty())
                .map(url -> url + "/t/" + customer.slug() + "/reports")
                .orElse("");
        Mail mail = Mail.withText(
                recipient,
                "Security posture of %s, %s".formatted(Words.safe(customer.name()), Words.day(posture.asOf())),
                fill(text, customer.name(), posture, subscription, portal));
        mail.setHtml(fill(html, customer.name(), posture, subscription, portal));
        mail.addHeader("Message-ID", "<%s@vigil.report>".formatted(delivery));
        mail.addHeader("Auto-Submitted", "auto-generated");
        for (Stored report : reports)
            if (report.bytes() <= config.largestAttachmentBytes())
                mail.addAttachment(
                        report.name(), bytes(tenant, report), report.format().mediaType());
        mailer.send(mail);
    }

    private static String fill(
            Template template, String customer, Posture posture, Subscription subscription, String portal) {
        return template.data("customer", customer)
                .data("posture", posture)
                .data("subscription", subscription.name())
                .data("portal", portal)
                .render();
    }

    private byte[] bytes(TenantId tenant, Stored report) {
        try (InputStream content = files.open(tenant, report.id())) {
            return content.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** @param slug empty while the tenant is not known here */
    private record Addressee(String name, String slug) {}

    private Addressee customer(TenantId tenant) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery("select name, slug from tenant_directory where tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .map((rs, ctx) -> new Addressee(rs.getString("name"), rs.getString("slug")))
                        .findOne()
                        .orElse(new Addressee("your AWS accounts", "")));
    }
}
