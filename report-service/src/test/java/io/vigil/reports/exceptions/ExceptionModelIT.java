package io.vigil.reports.exceptions;

import static io.vigil.reports.ScriptedRun.DEFAULT_GROUP;
import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.ScriptedRun.VOLUME;
import static io.vigil.reports.exceptions.ExceptedAccounts.ADA;
import static io.vigil.reports.exceptions.ExceptedAccounts.ONE;
import static io.vigil.reports.exceptions.ExceptedAccounts.OSCAR;
import static io.vigil.reports.exceptions.ExceptedAccounts.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.contracts.UnitId;
import io.vigil.reports.HostileWire;
import io.vigil.reports.OnStack;
import io.vigil.reports.PublishedPacks;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.exceptions.ExceptionModel.Seen;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Random scans over a hostile wire, wishes, answers, ends, tags and packs against a model in memory: after every step both say the
 * same.
 */
@QuarkusTest
@OnStack
class ExceptionModelIT {
    private static final int STEPS = Boolean.getBoolean("vigil.full") ? 1_000 : 100;
    private static final int RESOURCES = 6;
    private static final List<String> TEAMS = List.of("a", "b", "");
    private static final List<CheckId> CHECKS = List.of(PORTS, DEFAULT_GROUP);

    @Inject
    ExceptedAccounts customer;

    @Inject
    EndExceptions endExceptions;

    @Inject
    TakeReport takeReport;

    @Inject
    PublishedPacks packs;

    private final long seed = Long.getLong("vigil.seed", 20261123L);
    private final Random random = new Random(seed);
    private final ExceptionModel model = new ExceptionModel();
    private Duration passed = Duration.ZERO;
    private HostileWire wire;

    @BeforeEach
    void theWire() {
        wire = new HostileWire(takeReport, random);
    }

    @Test
    void theServiceAgreesWithTheModelAtEveryStep() {
        System.out.println("ExceptionModelIT: vigil.seed=" + seed);
        Map<String, Integer> did = new HashMap<>();
        scan(ONE);
        scan(OTHER);
        for (int step = 0; step < STEPS; step++) {
            // When
            String act = act();
            did.merge(act, 1, Integer::sum);
            // Then
            assertThat(states()).as("seed %d, step %d: %s", seed, step, act).isEqualTo(model.states());
            assertThat(counters()).as("seed %d, step %d: %s", seed, step, act).isEqualTo(model.counters());
            for (String state : List.of("", "state=open&"))
                assertThat(groups(state))
                        .as("seed %d, step %d: %s, kept and counted", seed, step, act)
                        .isEqualTo(groups(state + "region=eu-central-1"));
        }
        System.out.println(
                "ExceptionModelIT did " + did + ", findings " + model.states().size());
        assertThat(log()).as("seed %d", seed).isEqualTo(model.told());
    }

    private String act() {
        return switch (random.nextInt(13)) {
            case 0, 1, 2, 3, 4 -> scan(random.nextBoolean() ? ONE : OTHER);
            case 5, 6, 7 -> request();
            case 8, 9 -> revoke();
            case 10 -> rescan();
            case 11 -> pack();
            default -> timePasses();
        };
    }

    private String scan(AccountId account) {
        boolean toTheEnd = random.nextInt(4) > 0;
        Map<String, Seen> seen = new HashMap<>();
        for (int i = 0; i < RESOURCES; i++) {
            if (random.nextInt(6) == 0) continue;
            Map<CheckId, Status> verdicts = new HashMap<>();
            for (CheckId check : CHECKS)
                verdicts.put(
                        check,
                        random.nextInt(3) > 0 ? Status.FAIL : Status.values()[random.nextInt(Status.values().length)]);
            seen.put("sg-" + i, new Seen(Map.of("team", TEAMS.get(random.nextInt(TEAMS.size()))), verdicts));
        }
        take(account, seen, toTheEnd);
        model.scan(account, seen, toTheEnd);
        return "scan";
    }

    private void take(AccountId account, Map<String, Seen> seen, boolean toTheEnd) {
        UnitId unit = new UnitId(UUID.randomUUID());
        ScriptedRun lost = customer.run(account).unit(unit, 1);
        for (int i = 0; i < RESOURCES; i++) lost.says(PORTS, "sg-" + i, GROUP, Status.FAIL);
        ScriptedRun run = customer.run(account)
                .unit(unit, 2)
                .checks(CHECKS.toArray(CheckId[]::new))
                .completeTypes(toTheEnd ? new String[] {GROUP, VOLUME} : new String[] {VOLUME});
        seen.forEach((resource, what) -> {
            what.verdicts().forEach((check, status) -> run.says(check, resource, GROUP, status));
            run.tagged(resource, what.tags());
        });
        wire.deliver(run, lost);
    }

    /** The same again writes nothing. */
    private String rescan() {
        AccountId account = random.nextBoolean() ? ONE : OTHER;
        scan(account);
        int written = customer.take(model.last(account, customer.run(account).checks(CHECKS.toArray(CheckId[]::new))))
                .rowsWritten();
        assertThat(written).as("seed %d, rows of an unchanged rescan", seed).isZero();
        return "rescan";
    }

    private String request() {
        Map<String, Object> scope = new HashMap<>();
        if (random.nextInt(3) == 0) scope.put("account", (random.nextBoolean() ? ONE : OTHER).value());
        if (random.nextInt(2) == 0)
            scope.put("check", CHECKS.get(random.nextInt(2)).value());
        if (random.nextInt(3) == 0)
            scope.put("tag", Map.of("key", "team", "value", TEAMS.get(random.nextInt(TEAMS.size()))));
        String resource = "sg-" + random.nextInt(RESOURCES);
        boolean named = random.nextInt(3) == 0 || !scope.containsKey("check") && !scope.containsKey("tag");
        if (named && model.knows(resource, (String) scope.get("account"))) scope.put("resource", resource);
        if (!scope.containsKey("check") && !scope.containsKey("tag") && !scope.containsKey("resource"))
            scope.put("check", PORTS.value());
        Map<String, Object> wish = customer.wish(scope, Duration.ofDays(1 + random.nextInt(20)));
        String id = customer.ask(OSCAR, Role.OPERATOR, wish)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        int takes = customer.get("exceptions/" + id).extract().path("preview.open");
        switch (random.nextInt(5)) {
            case 0 -> customer.answer(ADA, Role.ADMIN, id, "refuse").then().statusCode(200);
            case 1 ->
                customer.answer(OSCAR, Role.OPERATOR, id, "withdraw").then().statusCode(200);
            default -> {
                int taken = customer.answer(ADA, Role.ADMIN, id, "approve")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("taken");
                assertThat(taken).as("seed %d, as the preview said", seed).isEqualTo(takes);
                model.approve(
                        id, scope, Instant.parse((String) wish.get("endsAt")).plus(passed));
            }
        }
        return "request";
    }

    private String revoke() {
        List<String> inForce = model.inForce();
        if (inForce.isEmpty()) return "nothing to revoke";
        String id = inForce.get(random.nextInt(inForce.size()));
        customer.answer(random.nextBoolean() ? ADA : OSCAR, Role.ADMIN, id, "revoke")
                .then()
                .statusCode(200);
        model.revoke(id);
        return "revoke";
    }

    /** Of the customer, or of an account of its own; the days of the checks' severity alone. */
    private String pack() {
        int days = 1 + random.nextInt(400);
        EffectivePack pack = EffectivePack.BASELINE.withRemediationDays(Map.of(Severity.HIGH, days));
        boolean own = random.nextInt(3) == 0;
        packs.publish(customer.tenant, own ? OTHER : null, pack);
        if (own) model.days(OTHER, days);
        else model.days(days);
        return own ? "an account's pack" : "the customer's pack";
    }

    private String timePasses() {
        Duration time = Duration.ofDays(1 + random.nextInt(6));
        passed = passed.plus(time);
        customer.pass(time);
        endExceptions.end(customer.tenant);
        model.timePasses(Instant.now().plus(passed));
        return "time passes";
    }

    private List<String> states() {
        return customer.strings("""
                select account || ' ' || resource || ' ' || check_id || ' ' || status || ' ' || state
                  || coalesce(' ' || resolution, '') || coalesce(' ' || excepted_by, '')
                  || case when due_at is null then '' else ' due ' || (extract(epoch from due_at - due_from) / 86400)::int
                    || ' days after ' || (select count(*) from finding_transition t
                      where t.finding_id = finding.finding_id and t.at <= due_from) end
                from finding order by account, resource, check_id
                """);
    }

    private List<String> counters() {
        return customer.strings("""
                select account || ' ' || check_id || ' pass ' || pass || ' fail ' || fail || ' na ' || not_applicable
                  || ' unread ' || undetermined || ' excepted ' || excepted || ' open ' || open
                from fleet_counter where tenant_id = '%s' order by account, check_id
                """.formatted(customer.tenant));
    }

    /** All is of one region, which the counters do not know: asked for it, the findings themselves are counted. */
    private List<Object> groups(String query) {
        return customer.get("findings/groups?by=check&" + query)
                .extract()
                .jsonPath()
                .getList("findAll { it.open + it.excepted + it.undetermined + it.pass > 0 }");
    }

    private List<String> log() {
        return customer.strings("""
                select account || ' ' || resource || ' ' || check_id || ' ' || string_agg(transition, ' ' order by at)
                from finding_transition group by account, resource, check_id order by account, resource, check_id
                """);
    }
}
