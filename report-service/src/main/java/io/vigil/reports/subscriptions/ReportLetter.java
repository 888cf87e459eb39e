package io.vigil.reports.subscriptions;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vigil.contracts.TenantId;
import io.vigil.reports.files.ReportFiles;
import io.vigil.reports.files.ReportFiles.Stored;
import io.vigil.reports.kinds.ReportAsk;
import io.vigil.reports.kinds.ReportAsk.Span;
import io.vigil.reports.render.DialPicture;
import io.vigil.reports.subscriptions.PeriodFiles.PeriodReport;
import io.vigil.reports.subscriptions.PeriodFiles.Summary;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.mail.Letter;
import io.vigil.tenancy.mail.MailText;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A mail with the period's report: the figures in the text, the files attached. */
@ApplicationScoped
class ReportLetter {
    private static final int LONGEST_NAME = 100;

    private final PeriodFiles periodFiles;
    private final ReportFiles files;
    private final TenantTransaction transaction;
    private final DeliveryConfig config;
    private final Optional<URI> portal;
    private final Template text;
    private final Template html;

    ReportLetter(
            PeriodFiles periodFiles,
            ReportFiles files,
            TenantTransaction transaction,
            DeliveryConfig config,
            @ConfigProperty(name = "vigil.portal.url") Optional<URI> portal,
            @Location("mail/report.txt") Template text,
            @Location("mail/report.html") Template html) {
        this.periodFiles = periodFiles;
        this.files = files;
        this.transaction = transaction;
        this.config = config;
        this.portal = portal;
        this.text = text;
        this.html = html;
    }

    Letter write(
            TenantId tenant,
            UUID delivery,
            Subscription subscription,
            Instant period,
            String recipient,
            String unsubscribe) {
        Optional<Span> span = subscription.tellsChanges()
                ? transaction.call(
                        tenant, handle -> DeliveryTable.span(handle, tenant, delivery, subscription.dueBefore(period)))
                : Optional.empty();
        PeriodReport report = periodFiles.of(tenant, subscription, period, span);
        List<Stored> fitting = fitting(report.files(), config.largestAttachmentBytes());
        Summary posture = report.summary();
        Customer customer = transaction.call(tenant, handle -> Customer.of(handle, tenant));
        Words words = new Words(
                customer.name(),
                what(subscription.ask()),
                posture,
                MailText.name(subscription.name(), LONGEST_NAME),
                day(subscription, posture.asOf()),
                minute(subscription, posture.asOf()),
                day(subscription, posture.since()),
                link(customer),
                !fitting.isEmpty(),
                report.files().size() - fitting.size(),
                unsubscribe);
        return new Letter(
                delivery + "@vigil.report",
                recipient,
                "%s of %s, %s".formatted(words.what(), customer.name(), words.day()),
                text.data("mail", words).render(),
                html.data("mail", words).render(),
                Map.of(
                        "List-Unsubscribe",
                        "<%s>".formatted(unsubscribe),
                        "List-Unsubscribe-Post",
                        "List-Unsubscribe=One-Click"),
                List.of(new Letter.Part("posture.png", "image/png", DialPicture.of(posture.counts()))),
                fitting.stream().flatMap(file -> attached(tenant, file)).toList());
    }

    /**
     * What the mail says.
     *
     * @param what which report it is, as a sentence begins with it
     * @param portal empty where it cannot be linked to
     * @param left how many files were too large to be attached
     */
    public record Words(
            String customer,
            String what,
            Summary posture,
            String subscription,
            String day,
            String minute,
            String since,
            String portal,
            boolean attached,
            int left,
            String unsubscribe) {}

    private static String what(ReportAsk ask) {
        String kind = ask.kind().title();
        return ask.account().map(account -> kind + " (account " + account + ")").orElse(kind);
    }

    /** In the order in which they were chosen, as long as there is room. */
    static List<Stored> fitting(List<Stored> reports, long bytes) {
        List<Stored> fitting = new ArrayList<>();
        long room = bytes;
        for (Stored report : reports) {
            if (report.bytes() > room) continue;
            fitting.add(report);
            room -= report.bytes();
        }
        return fitting;
    }

    /** The file, and its signature beside it. */
    private Stream<Letter.Part> attached(TenantId tenant, Stored report) {
        try (InputStream content = files.open(tenant, report.id())) {
            return Stream.concat(
                    Stream.of(new Letter.Part(report.name(), report.format().mediaType(), content.readAllBytes())),
                    files
                            .signature(tenant, report.id())
                            .map(signature -> new Letter.Part(
                                    report.name() + ".jws",
                                    ReportFiles.SIGNATURE_TYPE,
                                    signature.getBytes(StandardCharsets.US_ASCII)))
                            .stream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String link(Customer customer) {
        return portal.filter(url -> !customer.slug().isEmpty())
                .map(url -> url.toString().replaceFirst("/$", "") + "/t/" + customer.slug() + "/reports")
                .orElse("");
    }

    private static String day(Subscription subscription, Instant at) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(subscription.language())
                .format(local(subscription, at));
    }

    private static String minute(Subscription subscription, Instant at) {
        return day(subscription, at) + ", "
                + DateTimeFormatter.ofPattern("HH:mm").format(local(subscription, at)) + " "
                + subscription.timetable().zone().getId();
    }

    private static ZonedDateTime local(Subscription subscription, Instant at) {
        return at.atZone(subscription.timetable().zone());
    }
}
