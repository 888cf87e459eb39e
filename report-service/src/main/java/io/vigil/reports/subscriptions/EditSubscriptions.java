package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.kinds.ReportAsk;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.Timetable;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Makes, changes and ends subscriptions, and says who is to get them. */
@ApplicationScoped
class EditSubscriptions {

    /** @param questions ids of the mails that are to be sent */
    record Edited(Subscription subscription, List<UUID> questions) {}

    private final TenantTransaction transaction;
    private final AskRecipient askRecipient;
    private final AuditTrail audit;
    private final SubscriptionsConfig config;
    private final Catalogue catalogue;
    private final InstantSource clock;
    private final SecureRandom random;

    EditSubscriptions(
            TenantTransaction transaction,
            AskRecipient askRecipient,
            AuditTrail audit,
            SubscriptionsConfig config,
            Catalogue catalogue,
            InstantSource clock,
            SecureRandom random) {
        this.transaction = transaction;
        this.askRecipient = askRecipient;
        this.audit = audit;
        this.config = config;
        this.catalogue = catalogue;
        this.clock = clock;
        this.random = random;
    }

    /** @throws Problem 400 for what cannot be used, 409 when the tenant has too many, 429 for too many questions */
    Edited create(TenantId tenant, NewSubscription asked, Caller by) {
        Instant now = now();
        ReportAsk ask = asked.ask(catalogue);
        var subscription = new Subscription(
                Uuids.ofName("subscription", random.nextLong(), random.nextLong()),
                asked.name().strip(),
                Timetable.of(asked.cron(), asked.zone()),
                now,
                ask,
                asked.chosenFormats(ask.kind()),
                asked.chosenLanguage(),
                asked.skipsUnchanged(),
                asked.chosenMisfire(),
                now,
                by.displayName(),
                by.subject());
        List<String> addresses = asked.addresses();
        return transaction.call(tenant, handle -> {
            if (SubscriptionTable.count(handle, tenant) >= config.mostOfATenant())
                throw Problem.conflict("there are %d subscriptions already, the most there may be; end one first"
                        .formatted(config.mostOfATenant()));
            SubscriptionTable.put(handle, tenant, subscription);
            List<UUID> questions = ask(handle, tenant, subscription.id(), addresses);
            told(handle, tenant, by, "subscription.created", subscription, addresses);
            return new Edited(subscription, questions);
        });
    }

    /** Who is new is asked, who is not named any more is taken out. @throws Problem 404 when there is none; as when it is made */
    Edited change(TenantId tenant, UUID id, NewSubscription asked, Caller by) {
        Timetable timetable = Timetable.of(asked.cron(), asked.zone());
        List<String> addresses = asked.addresses();
        ReportAsk ask = asked.ask(catalogue);
        return transaction.call(tenant, handle -> {
            Subscription before = SubscriptionTable.lock(handle, tenant, id).orElseThrow(() -> unknown(id));
            var after = new Subscription(
                    id,
                    asked.name().strip(),
                    timetable,
                    timetable.equals(before.timetable()) ? before.timedAt() : now(),
                    ask,
                    asked.chosenFormats(ask.kind()),
                    asked.chosenLanguage(),
                    asked.skipsUnchanged(),
                    asked.chosenMisfire(),
                    before.createdAt(),
                    before.createdBy(),
                    before.owner());
            SubscriptionTable.put(handle, tenant, after);
            Set<String> known = new HashSet<>();
            for (Recipient recipient : RecipientTable.list(handle, tenant, id, now())) {
                known.add(recipient.address());
                if (!addresses.contains(recipient.address())) RecipientTable.remove(handle, tenant, id, recipient.id());
            }
            List<UUID> questions = ask(
                    handle,
                    tenant,
                    id,
                    addresses.stream()
                            .filter(address -> !known.contains(address))
                            .toList());
            told(handle, tenant, by, "subscription.changed", after, addresses);
            return new Edited(after, questions);
        });
    }

    /** One that is gone already stays gone. */
    void end(TenantId tenant, UUID id, Caller by) {
        transaction.run(tenant, handle -> {
            if (SubscriptionTable.delete(handle, tenant, id))
                audit.append(handle, tenant, by, "subscription.ended", id.toString(), Map.of());
        });
    }

    /** @throws Problem 404 when there is none, 409 when there is nothing to ask, 429 for too many questions */
    List<UUID> askAgain(TenantId tenant, UUID subscription, UUID id, Caller by) {
        return transaction.call(tenant, handle -> {
            Recipient recipient = RecipientTable.lock(handle, tenant, subscription, id, now())
                    .orElseThrow(() -> Problem.notFound("no recipient " + id));
            if (recipient.state() == Recipient.State.CONFIRMED)
                throw Problem.conflict("%s confirmed already".formatted(recipient.address()));
            UUID question = askRecipient.askAgain(handle, tenant, subscription, recipient);
            audit.append(
                    handle,
                    tenant,
                    by,
                    "recipient.asked.again",
                    subscription.toString(),
                    Map.of("recipient", recipient.address()));
            return List.of(question);
        });
    }

    /** One that is gone already stays gone. */
    void takeOut(TenantId tenant, UUID subscription, UUID id, Caller by) {
        transaction.run(
                tenant,
                handle -> RecipientTable.lock(handle, tenant, subscription, id, now())
                        .ifPresent(recipient -> {
                            RecipientTable.remove(handle, tenant, subscription, id);
                            audit.append(
                                    handle,
                                    tenant,
                                    by,
                                    "recipient.taken.out",
                                    subscription.toString(),
                                    Map.of("recipient", recipient.address()));
                        }));
    }

    private List<UUID> ask(Handle handle, TenantId tenant, UUID subscription, List<String> addresses) {
        List<UUID> questions = new ArrayList<>();
        for (String address : addresses) questions.add(askRecipient.ask(handle, tenant, subscription, address));
        return questions;
    }

    private void told(
            Handle handle, TenantId tenant, Caller by, String action, Subscription subscription, List<String> to) {
        audit.append(
                handle,
                tenant,
                by,
                action,
                subscription.id().toString(),
                Map.of(
                        "name", subscription.name(),
                        "cron", subscription.timetable().cron(),
                        "zone", subscription.timetable().zone().getId(),
                        "report", subscription.ask().words(),
                        "recipients", to));
    }

    static Problem unknown(UUID id) {
        return Problem.notFound("no subscription " + id);
    }

    /** As the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
