package io.vigil.reports.subscriptions;

import io.quarkus.qute.Template;
import io.vigil.contracts.TenantId;
import io.vigil.reports.files.ReportFiles;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.mail.Letter;
import io.vigil.tenancy.mail.Post;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** One of several services on the same database; it may end at any step, and another one of its name begins anew. */
final class Replica {

    /** Where a replica may end. */
    enum Step {
        BEFORE_CLAIM,
        AFTER_CLAIM,
        AFTER_RENDER,
        BEFORE_SMTP,
        AFTER_SMTP
    }

    /** No exception: nothing may catch it and go on. */
    static final class Killed extends Error {
        Killed(Step at) {
            super(at.name(), null, /* enableSuppression */ false, /* writableStackTrace */ false);
        }
    }

    /** What the replicas of a subscription share. */
    static final class Fate {
        private final Random random;
        private final double perStep;
        private final Map<Step, AtomicInteger> kills;
        private Instant outageFrom = Instant.MAX;
        private Instant outageTo = Instant.MAX;

        Fate(Random random, double perStep, Map<Step, AtomicInteger> kills) {
            this.random = random;
            this.perStep = perStep;
            this.kills = kills;
        }

        void noMailBetween(Instant from, Instant to) {
            outageFrom = from;
            outageTo = to;
        }

        boolean mailIsDown(Instant now) {
            return !now.isBefore(outageFrom) && now.isBefore(outageTo);
        }

        synchronized void maybeEnd(Step at) {
            if (random.nextDouble() >= perStep) return;
            kills.get(at).incrementAndGet();
            throw new Killed(at);
        }
    }

    private final ClaimPeriod claimPeriod;
    private final Deliver deliver;
    private final Fate fate;

    private Replica(ClaimPeriod claimPeriod, Deliver deliver, Fate fate) {
        this.claimPeriod = claimPeriod;
        this.deliver = deliver;
        this.fate = fate;
    }

    /** @param dead where no mail server is */
    record Parts(
            TenantTransaction transaction,
            AuditTrail audit,
            SubscriptionsConfig subscriptions,
            DeliveryConfig deliveries,
            AskOwner askOwner,
            OwnLetters ownLetters,
            ReportLetterParts letters,
            Post alive,
            Post dead,
            LinkSecrets secrets) {}

    record ReportLetterParts(PeriodFiles periodFiles, ReportFiles files, Template text, Template html) {}

    static Replica begin(Parts parts, Fate fate, InstantSource clock) {
        var letters = new TinyReportLetter(parts, fate);
        var write = new WriteLetter(
                parts.transaction(),
                letters,
                parts.ownLetters(),
                parts.askOwner(),
                parts.secrets(),
                clock,
                Optional.of(URI.create("http://127.0.0.1:9")));
        var office = new MortalPost(parts, fate, clock);
        return new Replica(
                new ClaimPeriod(parts.transaction(), parts.audit(), clock, parts.subscriptions()),
                new Deliver(
                        parts.transaction(),
                        write,
                        office,
                        parts.audit(),
                        clock,
                        new SecureRandom(),
                        parts.deliveries()),
                fate);
    }

    /** As the scheduler wakes a subscription. */
    List<UUID> wake(TenantId tenant, Subscription subscription) {
        fate.maybeEnd(Step.BEFORE_CLAIM);
        List<UUID> waiting = claimPeriod
                .onSchedule(tenant, subscription)
                .map(ClaimPeriod.Claim::waiting)
                .orElse(List.of());
        fate.maybeEnd(Step.AFTER_CLAIM);
        return waiting;
    }

    Deliver.Outcome hand(TenantId tenant, UUID delivery) {
        return deliver.deliver(tenant, delivery);
    }

    /** The count is about scheduling, so there is not much in the mail. */
    private static final class TinyReportLetter extends ReportLetter {
        private final Fate fate;

        TinyReportLetter(Parts parts, Fate fate) {
            super(
                    parts.letters().periodFiles(),
                    parts.letters().files(),
                    parts.transaction(),
                    parts.deliveries(),
                    Optional.empty(),
                    parts.letters().text(),
                    parts.letters().html());
            this.fate = fate;
        }

        @Override
        Letter write(
                TenantId tenant,
                UUID delivery,
                Subscription subscription,
                Instant period,
                String recipient,
                String unsubscribe) {
            Letter tiny = new Letter(
                    delivery + "@vigil.report",
                    recipient,
                    "period " + period,
                    "text",
                    "<p>html</p>",
                    Map.of("List-Unsubscribe", "<" + unsubscribe + ">"),
                    List.of(),
                    List.of());
            fate.maybeEnd(Step.AFTER_RENDER);
            return tiny;
        }
    }

    private static final class MortalPost implements Post {
        private final Parts parts;
        private final Fate fate;
        private final InstantSource clock;

        MortalPost(Parts parts, Fate fate, InstantSource clock) {
            this.parts = parts;
            this.fate = fate;
            this.clock = clock;
        }

        @Override
        public Answer send(Letter letter) {
            fate.maybeEnd(Step.BEFORE_SMTP);
            Answer answer = (fate.mailIsDown(clock.instant()) ? parts.dead() : parts.alive()).send(letter);
            if (answer instanceof Answer.Accepted) fate.maybeEnd(Step.AFTER_SMTP);
            return answer;
        }
    }
}
