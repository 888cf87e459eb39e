package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.reports.subscriptions.DeliveryTable.Waiting;
import io.vigil.reports.subscriptions.LinkTable.Kind;
import io.vigil.reports.subscriptions.LinkTable.Led;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.mail.Letter;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/** Writes what a queued mail says, unless it is not wanted any more; the same however often it is tried. */
@ApplicationScoped
class WriteLetter {

    sealed interface Written {
        record Ready(Letter letter) implements Written {}

        record Unwanted(String why) implements Written {}
    }

    private record Facts(Optional<Subscription> subscription, Optional<Recipient> recipient) {}

    private final TenantTransaction transaction;
    private final ReportLetter reportLetter;
    private final OwnLetters ownLetters;
    private final AskOwner askOwner;
    private final LinkSecrets secrets;
    private final InstantSource clock;
    private final Optional<URI> portal;

    WriteLetter(
            TenantTransaction transaction,
            ReportLetter reportLetter,
            OwnLetters ownLetters,
            AskOwner askOwner,
            LinkSecrets secrets,
            InstantSource clock,
            @ConfigProperty(name = "vigil.portal.url") Optional<URI> portal) {
        this.transaction = transaction;
        this.reportLetter = reportLetter;
        this.ownLetters = ownLetters;
        this.askOwner = askOwner;
        this.secrets = secrets;
        this.clock = clock;
        this.portal = portal;
    }

    /** @throws RuntimeException if it cannot be written now */
    Written write(TenantId tenant, Waiting mail) {
        Facts facts = transaction.call(tenant, handle -> facts(handle, tenant, mail));
        if (facts.subscription().isEmpty()) return new Written.Unwanted("the subscription was ended");
        Subscription subscription = facts.subscription().get();
        return switch (mail.kind()) {
            case NOTICE -> notice(tenant, mail, subscription);
            case REPORT ->
                facts.recipient()
                        .map(recipient -> report(tenant, mail, subscription, recipient))
                        .orElseGet(() -> new Written.Unwanted("the recipient was taken out"));
            case CONFIRMATION ->
                facts.recipient()
                        .map(recipient -> question(tenant, mail, subscription, recipient))
                        .orElseGet(() -> new Written.Unwanted("the recipient was taken out"));
        };
    }

    private Facts facts(Handle handle, TenantId tenant, Waiting mail) {
        // by the address: who was taken out and asked again is another row, and the same reader
        return new Facts(
                SubscriptionTable.find(handle, tenant, mail.subscription()),
                RecipientTable.list(handle, tenant, mail.subscription(), clock.instant()).stream()
                        .filter(recipient -> recipient.address().equals(mail.recipient()))
                        .findFirst());
    }

    private Written report(TenantId tenant, Waiting mail, Subscription subscription, Recipient recipient) {
        if (recipient.state() != Recipient.State.CONFIRMED)
            return new Written.Unwanted(
                    recipient.state() == Recipient.State.UNSUBSCRIBED
                            ? "the recipient unsubscribed"
                            : "the recipient has not confirmed");
        Instant period = Objects.requireNonNull(mail.period(), "a report's mail has a period");
        String secret = secrets.unsubscribing(tenant, subscription.id(), recipient.id());
        keep(tenant, secret, Kind.UNSUBSCRIBE, subscription.id(), recipient.id());
        return new Written.Ready(reportLetter.write(
                tenant, mail.id(), subscription, period, recipient.address(), unsubscribing(secret)));
    }

    private Written question(TenantId tenant, Waiting mail, Subscription subscription, Recipient recipient) {
        if (recipient.state() != Recipient.State.PENDING || !recipient.askedAt().equals(mail.askedAt()))
            return new Written.Unwanted("there is a newer question, or an answer");
        String secret = secrets.confirming(tenant, subscription.id(), recipient.id(), recipient.askedAt());
        String digest = keep(tenant, secret, Kind.CONFIRM, subscription.id(), recipient.id());
        boolean linked = transaction.call(
                tenant,
                handle -> RecipientTable.link(
                        handle, tenant, subscription.id(), recipient.id(), recipient.askedAt(), digest));
        if (!linked) return new Written.Unwanted("there is a newer question, or an answer");
        return new Written.Ready(ownLetters.question(
                tenant, mail.id(), subscription, recipient, portal() + "/subscriptions/confirm/" + secret));
    }

    private Written notice(TenantId tenant, Waiting mail, Subscription subscription) {
        List<OwnLetters.Lost> lost =
                transaction.call(tenant, handle -> OwnLetters.lost(handle, tenant, subscription.id(), clock.instant()));
        if (lost.isEmpty()) return new Written.Unwanted("everything was sent meanwhile");
        return askOwner.address(tenant, subscription.owner())
                .<Written>map(
                        address -> new Written.Ready(ownLetters.notice(tenant, mail.id(), subscription, address, lost)))
                .orElseGet(() -> new Written.Unwanted("no address of the owner is known; the portal says it"));
    }

    private String keep(TenantId tenant, String secret, Kind kind, UUID subscription, UUID recipient) {
        String digest = LinkSecrets.digest(secret);
        transaction.run(
                tenant,
                handle -> LinkTable.keep(
                        handle, digest, new Led(kind, tenant, subscription, recipient), clock.instant()));
        return digest;
    }

    private String unsubscribing(String secret) {
        return portal() + "/subscriptions/unsubscribe/" + secret;
    }

    private String portal() {
        return portal.map(url -> url.toString().replaceFirst("/$", ""))
                .orElseThrow(() -> new IllegalStateException("vigil.portal.url is not configured"));
    }
}
