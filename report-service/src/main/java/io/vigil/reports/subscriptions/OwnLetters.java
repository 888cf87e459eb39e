package io.vigil.reports.subscriptions;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.mail.Letter;
import io.vigil.tenancy.mail.MailText;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/** Mails that carry no report: whether somebody wants the reports, and that some did not arrive. */
@ApplicationScoped
class OwnLetters {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Duration TOLD_OF = Duration.ofDays(7);
    private static final int LISTED = 20;
    private static final int LONGEST_NAME = 100;

    /** A mail that was given up. */
    public record Lost(String recipient, String day, String why) {}

    private final TenantTransaction transaction;
    private final Optional<URI> portal;
    private final Template confirmText;
    private final Template confirmHtml;
    private final Template noticeText;
    private final Template noticeHtml;

    OwnLetters(
            TenantTransaction transaction,
            @ConfigProperty(name = "vigil.portal.url") Optional<URI> portal,
            @Location("mail/confirm.txt") Template confirmText,
            @Location("mail/confirm.html") Template confirmHtml,
            @Location("mail/notice.txt") Template noticeText,
            @Location("mail/notice.html") Template noticeHtml) {
        this.transaction = transaction;
        this.portal = portal;
        this.confirmText = confirmText;
        this.confirmHtml = confirmHtml;
        this.noticeText = noticeText;
        this.noticeHtml = noticeHtml;
    }

    /** Says nothing that the customer's people chose but two names, since it goes to whomever they name. */
    Letter question(TenantId tenant, UUID mail, Subscription subscription, Recipient recipient, String link) {
        Customer customer = transaction.call(tenant, handle -> Customer.of(handle, tenant));
        Map<String, Object> words = Map.of(
                "customer", customer.name(),
                "asker", MailText.name(subscription.createdBy(), LONGEST_NAME),
                "when",
                        subscription.timetable().words() + " "
                                + subscription.timetable().zone().getId(),
                "until", MINUTE.format(recipient.expiresAt()),
                "link", link);
        return letter(
                mail + "@vigil.confirmation",
                recipient.address(),
                "Reports of %s: please confirm".formatted(customer.name()),
                confirmText,
                confirmHtml,
                words);
    }

    Letter notice(TenantId tenant, UUID mail, Subscription subscription, String owner, List<Lost> lost) {
        Customer customer = transaction.call(tenant, handle -> Customer.of(handle, tenant));
        Map<String, Object> words = Map.of(
                "customer",
                customer.name(),
                "subscription",
                MailText.name(subscription.name(), LONGEST_NAME),
                "lost",
                lost,
                "portal",
                portal.filter(url -> !customer.slug().isEmpty())
                        .map(url -> "%s/t/%s/reports/subscriptions/%s"
                                .formatted(url.toString().replaceFirst("/$", ""), customer.slug(), subscription.id()))
                        .orElse(""));
        return letter(
                mail + "@vigil.notice",
                owner,
                "Reports of %s did not arrive".formatted(customer.name()),
                noticeText,
                noticeHtml,
                words);
    }

    private static Letter letter(
            String messageId, String to, String subject, Template text, Template html, Map<String, Object> words) {
        return new Letter(messageId, to, subject, fill(text, words), fill(html, words), Map.of(), List.of(), List.of());
    }

    private static String fill(Template template, Map<String, Object> words) {
        var instance = template.instance();
        words.forEach(instance::data);
        return instance.render();
    }

    /** What was given up lately and not sent since, newest first. */
    static List<Lost> lost(Handle handle, TenantId tenant, UUID subscription, Instant now) {
        return handle.createQuery("""
                        select d.recipient, d.asked_at, (select a.detail from delivery_attempt a where a.tenant_id = d.tenant_id
                            and a.delivery_id = d.delivery_id order by a.attempt desc limit 1) as detail
                        from delivery d where d.tenant_id = :tenant and d.subscription_id = :subscription
                          and d.state = 'FAILED' and d.kind <> 'NOTICE' and d.asked_at > :since
                        order by d.asked_at desc, d.recipient limit :most
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription)
                .bind("since", now.minus(TOLD_OF))
                .bind("most", LISTED)
                .map((row, context) -> new Lost(
                        row.getString("recipient"),
                        MINUTE.format(row.getTimestamp("asked_at").toInstant()),
                        row.getString("detail") == null ? "" : row.getString("detail")))
                .list();
    }
}
