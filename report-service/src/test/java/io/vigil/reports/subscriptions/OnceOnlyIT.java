package io.vigil.reports.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.StartTLSOptions;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.MailCatcher;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.files.ReportFiles;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.Timetable;
import io.vigil.tenancy.mail.PostOffice;
import io.vigil.tenancy.mail.SmtpConfig;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Three replicas serve subscriptions in the zones of IANA over the days on which their clocks jump, on a clock of the
 * test's. They end at any step, the scheduler is late, and for some time there is no mail server. What each recipient
 * should have got is computed from the calendar alone, what it got is counted in its mailbox.
 */
@QuarkusTest
@OnStack
class OnceOnlyIT {
    private static final boolean FULL = Boolean.getBoolean("vigil.full");
    private static final long SEED = Long.getLong("vigil.seed", 20261123L);
    private static final int PERIODS = FULL ? 10_000 : 200;
    private static final int ZONES = FULL ? Integer.MAX_VALUE : 40;
    private static final int AT_ONCE = 4;
    private static final double ENDS_AT_A_STEP = 0.08;
    private static final List<String> ODD_ZONES =
            List.of("Australia/Lord_Howe", "Europe/Oslo", "America/New_York", "Africa/Casablanca", "Pacific/Chatham");

    @Inject
    TenantTransaction transaction;

    @Inject
    AuditTrail audit;

    @Inject
    SubscriptionsConfig subscriptionsConfig;

    @Inject
    DeliveryConfig deliveryConfig;

    @Inject
    AskOwner askOwner;

    @Inject
    OwnLetters ownLetters;

    @Inject
    PeriodFiles periodFiles;

    @Inject
    ReportFiles files;

    @Inject
    LinkSecrets secrets;

    @Inject
    PostOffice postOffice;

    @Inject
    SmtpConfig smtpConfig;

    @Inject
    Vertx vertx;

    @Inject
    @Location("mail/report.txt")
    Template text;

    @Inject
    @Location("mail/report.html")
    Template html;

    MailCatcher mail;

    private final String domain = UUID.randomUUID() + ".example";
    private final Map<Replica.Step, AtomicInteger> kills = new EnumMap<>(Replica.Step.class);

    /** @param expected each period by the id of the mail that must carry it */
    private record Served(String recipient, Map<String, Instant> expected, Episode.Told told) {}

    @Test
    void everyPeriodArrivesOnceWhateverBreaks() throws Exception {
        // Given
        mail.up();
        mail.behave(MailCatcher.Manner.WELL_BEHAVED);
        for (Replica.Step step : Replica.Step.values()) kills.put(step, new AtomicInteger());
        System.out.println("OnceOnlyIT: vigil.seed=" + SEED);
        Random random = new Random(SEED);
        List<String> zones = zones(random);
        Replica.Parts parts = parts();
        Instant begun = Instant.now();

        // When
        List<Callable<Served>> episodes = new ArrayList<>();
        int number = 0;
        int left = PERIODS;
        for (String zone : zones) {
            int periods = left / (zones.size() - number);
            left -= periods;
            long seed = random.nextLong();
            String recipient = "r%d@%s".formatted(number++, domain);
            episodes.add(() -> serve(parts, ZoneId.of(zone), periods, recipient, new Random(seed)));
        }
        List<Served> served = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Served> episode : threads.invokeAll(episodes)) served.add(episode.get());
        }

        // Then
        Map<String, List<String>> caught = caught();
        int missing = 0;
        int second = 0;
        int repeated = 0;
        int expected = 0;
        for (Served one : served) {
            List<String> got = caught.getOrDefault(one.recipient(), List.of());
            expected += one.expected().size();
            TreeSet<String> lost = new TreeSet<>(one.expected().keySet());
            got.forEach(lost::remove);
            missing += lost.size();
            second += (int) got.stream()
                    .distinct()
                    .filter(id -> !one.expected().containsKey(id))
                    .count();
            repeated += got.size() - (int) got.stream().distinct().count();
        }
        System.out.printf(
                "OnceOnlyIT: %d periods of %d subscriptions in %d zones, %d wakes late, %d without a mail server, kills %s,"
                        + " %d missing, %d second reports, %d times the same Message-ID again, %d s%n",
                expected,
                served.size(),
                zones.size(),
                served.stream().mapToInt(one -> one.told().late()).sum(),
                served.stream().filter(one -> one.told().outage()).count(),
                new TreeMap<>(kills),
                missing,
                second,
                repeated,
                Duration.between(begun, Instant.now()).toSeconds());
        assertThat(expected).isEqualTo(PERIODS);
        assertThat(missing).as("missing, seed " + SEED).isZero();
        assertThat(second).as("second reports, seed " + SEED).isZero();
        assertThat(repeated)
                .as("only who ended between the server's yes and our note says it again")
                .isLessThanOrEqualTo(kills.get(Replica.Step.AFTER_SMTP).get());
        assertThat(kills.values()).as("each step was tried").allMatch(count -> count.get() > 0);
    }

    private Served serve(Replica.Parts parts, ZoneId zone, int periods, String recipient, Random random) {
        TenantId tenant = ScriptedRun.newTenant();
        Plan plan = Plan.around(zone, periods, random);
        Subscription subscription = new Subscription(
                UUID.nameUUIDFromBytes(recipient.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "Seed " + SEED,
                Timetable.of(plan.cron(), zone.getId()),
                plan.begin(),
                List.of(Format.CSV),
                Locale.ENGLISH,
                /* skipUnchanged */ false,
                Subscription.Misfire.ONCE,
                plan.begin(),
                "Ida",
                "user-1");
        transaction.run(tenant, handle -> {
            UUID reader = Uuids.ofName("reader", recipient);
            SubscriptionTable.put(handle, tenant, subscription);
            RecipientTable.insert(handle, tenant, subscription.id(), reader, recipient, plan.begin(), plan.begin());
            RecipientTable.confirm(handle, tenant, subscription.id(), reader, plan.begin());
        });
        Map<String, Instant> expected = new HashMap<>();
        for (Instant due : plan.due())
            expected.put("<" + Uuids.ofName("delivery", subscription.id(), due, recipient) + "@vigil.report>", due);
        var fate = new Replica.Fate(random, ENDS_AT_A_STEP, kills);
        Episode.Told told = new Episode(parts, tenant, subscription, plan.due(), plan.beyond(), fate, random).play();
        return new Served(recipient, expected, told);
    }

    /**
     * When a subscription is due, from the calendar alone.
     *
     * @param beyond when it would be due next, and the play is over
     */
    private record Plan(String cron, Instant begin, List<Instant> due, Instant beyond) {

        static Plan around(ZoneId zone, int periods, Random random) {
            int hour = random.nextInt(4);
            List<Integer> minutes = random.nextInt(3) > 0
                    ? List.of(random.nextInt(60))
                    : List.of(random.nextInt(30), 30 + random.nextInt(30));
            ZoneOffsetTransition jump = zone.getRules()
                    .nextTransition(
                            Instant.parse(random.nextBoolean() ? "2026-09-01T00:00:00Z" : "2027-02-01T00:00:00Z"));
            boolean jumps = jump != null && jump.getInstant().isBefore(Instant.parse("2028-01-01T00:00:00Z"));
            LocalDate day = jumps ? LocalDate.ofInstant(jump.getInstant(), zone) : LocalDate.of(2026, 11, 1);
            if (jumps && random.nextBoolean())
                hour = jump.getDateTimeBefore().minusMinutes(1).getHour();
            LocalDate first = day.minusDays(1 + random.nextInt(Math.max(1, periods / (2 * minutes.size()))));
            TreeSet<Instant> due = new TreeSet<>();
            for (LocalDate at = first; due.size() <= periods; at = at.plusDays(1))
                for (int minute : minutes)
                    due.add(LocalDateTime.of(at, java.time.LocalTime.of(hour, minute))
                            .atZone(zone)
                            .toInstant());
            List<Instant> played = due.stream().limit(periods + 1L).toList();
            String cron = "%s %d * * *"
                    .formatted(
                            String.join(
                                    ",", minutes.stream().map(String::valueOf).toList()),
                            hour);
            return new Plan(cron, due.first().minusSeconds(60), played.subList(0, periods), played.getLast());
        }
    }

    private static List<String> zones(Random random) {
        List<String> zones = new ArrayList<>(ZoneId.getAvailableZoneIds());
        Collections.sort(zones);
        Collections.shuffle(zones, random);
        zones.removeAll(ODD_ZONES);
        zones.addAll(0, ODD_ZONES);
        return zones.subList(0, Math.min(ZONES, zones.size()));
    }

    private Map<String, List<String>> caught() throws MessagingException {
        Map<String, List<String>> caught = new HashMap<>();
        for (MimeMessage message : mail.mailsTo(domain))
            caught.computeIfAbsent(message.getAllRecipients()[0].toString(), first -> new ArrayList<>())
                    .add(message.getMessageID());
        return caught;
    }

    private Replica.Parts parts() {
        return new Replica.Parts(
                transaction,
                audit,
                subscriptionsConfig,
                deliveryConfig,
                askOwner,
                ownLetters,
                new Replica.ReportLetterParts(periodFiles, files, text, html),
                postOffice,
                new PostOffice(vertx, new NoServer(smtpConfig), "vigil@localhost"),
                secrets);
    }

    /** Port 1 of this machine, where nobody listens. */
    private record NoServer(SmtpConfig rest) implements SmtpConfig {
        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public int port() {
            return 1;
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }

        @Override
        public StartTLSOptions startTls() {
            return StartTLSOptions.DISABLED;
        }

        @Override
        public boolean implicitTls() {
            return false;
        }

        @Override
        public Optional<String> ownName() {
            return Optional.of("localhost");
        }

        @Override
        public Duration silence() {
            return rest.silence();
        }

        @Override
        public Duration patience() {
            return rest.patience();
        }
    }
}
