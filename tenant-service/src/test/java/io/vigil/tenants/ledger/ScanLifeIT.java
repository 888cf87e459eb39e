package io.vigil.tenants.ledger;

import static io.vigil.contracts.Region.GLOBAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.vigil.contracts.AccountChanged;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.ScanUnitRevoked;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitFailed;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.FakeRun;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.TurnableClock;
import io.vigil.tenants.test.Wire;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnRealParts
class ScanLifeIT {
    private static final Region FRANKFURT = new Region("eu-central-1");
    private static final Region VIRGINIA = new Region("us-east-1");

    @Inject
    World world;

    @Inject
    Wire wire;

    @Inject
    Callers callers;

    @Inject
    TurnableClock clock;

    private TenantId tenant;
    private AccountId account;

    @BeforeEach
    void aTenantWithAnAccountAndAWorker() {
        tenant = world.tenant();
        account = world.account(tenant);
        world.worker();
    }

    @Test
    void aScanLivesFromItsRequestToItsEnd() {
        // Given
        ScanId scan = world.scan(tenant, account);
        // When
        List<FakeRun> runs = List.of(GLOBAL, FRANKFURT, VIRGINIA).stream()
                .map(region -> world.run(world.requested(scan, region, 1), "worker-1"))
                .toList();
        runs.forEach(run -> run.start().beat(1, 10));
        JsonPath running = world.awaitScan(
                tenant, scan, found -> found.getList("units.counts.calls").equals(List.of(10, 10, 10)));
        runs.forEach(run -> run.close(20).fold());
        JsonPath finished = world.awaitState(tenant, scan, "FINISHED");
        // Then
        assertThat(running.getString("state")).isEqualTo("RUNNING");
        assertThat(running.getList("units.worker")).containsOnly("worker-1");
        assertThat(finished.getList("units.state")).containsOnly("FOLDED").hasSize(3);
        assertThat(finished.getInt("tally.pass")).isEqualTo(21);
        assertThat(finished.getInt("tally.opened")).isEqualTo(6);
        assertThat(finished.getString("requestedBy")).isEqualTo("Name of OPERATOR-subject");
        assertThat(finished.getString("startedAt")).isNotNull();
        assertThat(finished.getString("finishedAt")).isNotNull();
        assertThat(world.account(tenant, account).getString("state")).isEqualTo("CONNECTED");
        assertThat(world.account(tenant, account).getString("lastScanAt")).isNotNull();
        assertThat(wire.awaits(AccountChanged.class, told -> told.account().equals(account) && told.revision() == 2)
                        .connected())
                .isTrue();
    }

    @Test
    void aRequestedUnitTellsAWorkerAllThatItNeeds() {
        // Given
        String externalId = world.account(tenant, account).getString("externalId");
        // When
        ScanUnitRequested global = world.requested(world.scan(tenant, account), GLOBAL, 1);
        // Then
        assertThat(global.unit().tenant()).isEqualTo(tenant);
        assertThat(global.unit().account()).isEqualTo(account);
        assertThat(global.regions()).containsExactly(FRANKFURT, VIRGINIA);
        assertThat(global.roleName()).isEqualTo("VigilReadOnly");
        assertThat(global.externalId()).isEqualTo(externalId).hasSize(64);
        String pack = callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/pack", tenant.toString())
                .path("digest");
        assertThat(global.pack().value()).isEqualTo(pack);
    }

    @Test
    void aSecondRequestJoinsTheActiveScan() {
        // Given
        ScanId scheduled = ScanId.of(request(Map.of("account", account.value(), "scanClass", "SCHEDULED"), 202));
        // When
        String joined = request(Map.of("account", account.value()), 200);
        // Then
        assertThat(joined).isEqualTo(scheduled.toString());
        assertThat(world.find(tenant, scheduled).getString("scanClass")).isEqualTo("INTERACTIVE");
    }

    @Test
    void aCancelledScanStopsItsWorkersAndStaysCancelled() {
        // Given
        ScanId scan = world.scan(tenant, account);
        ScanUnitRequested asked = world.requested(scan, FRANKFURT, 1);
        FakeRun run = world.run(asked, "worker-1").start();
        world.awaitUnit(tenant, scan, FRANKFURT, "RUNNING");
        // When
        callers.as(Role.OPERATOR, tenant)
                .delete("/tenants/{tenant}/scans/{scan}", tenant.toString(), scan.toString())
                .then()
                .statusCode(204);
        // Then
        JsonPath cancelled = world.find(tenant, scan);
        assertThat(cancelled.getString("state")).isEqualTo("CANCELLED");
        assertThat(cancelled.getList("units.state")).containsOnly("CANCELLED");
        wire.awaits(ScanUnitRevoked.class, told -> told.unit().equals(asked.unit()));
        run.beat(1, 5).close(5).fold();
        flushed();
        assertThat(world.find(tenant, scan).getString("state")).isEqualTo("CANCELLED");
    }

    @Test
    void aSilentWorkersUnitIsIssuedAgainAndItsLateWordsDoNotCount() {
        // Given
        ScanId scan = world.scan(tenant, account);
        ScanUnitRequested first = world.requested(scan, FRANKFURT, 1);
        FakeRun silent = world.run(first, "worker-1").start().beat(1, 40);
        world.awaitScan(
                tenant,
                scan,
                found -> World.unit(found, FRANKFURT, "counts.calls").equals(40));
        // When
        clock.turn(Duration.ofSeconds(21));
        world.worker();
        ScanUnitRequested second = world.requested(scan, FRANKFURT, 2);
        // Then
        wire.awaits(ScanUnitRevoked.class, told -> told.unit().equals(first.unit()));
        assertThat(World.unit(world.find(tenant, scan), FRANKFURT, "message").toString())
                .contains("worker-1 fell silent");
        silent.beat(2, 50).fail(UnitFailed.Cause.ROLE_REFUSED, "late").close(60).fold();
        FakeRun again = world.run(second, "worker-2").start().beat(1, 1);
        JsonPath after = world.awaitScan(
                tenant,
                scan,
                found -> "worker-2".equals(World.unit(found, FRANKFURT, "worker"))
                        && World.unit(found, FRANKFURT, "counts.calls").equals(1));
        assertThat(World.unit(after, FRANKFURT, "state")).isEqualTo("RUNNING");
        assertThat(World.unit(after, FRANKFURT, "attempt")).isEqualTo(2);
        assertThat(world.account(tenant, account).getString("state")).isEqualTo("PENDING");
        again.close(2).fold();
        world.awaitUnit(tenant, scan, FRANKFURT, "FOLDED");
    }

    @Test
    void aReturnedUnitIsTakenByAnotherWorkerUnderTheSameAttempt() {
        // Given
        ScanId scan = world.scan(tenant, account);
        ScanUnitRequested asked = world.requested(scan, GLOBAL, 1);
        FakeRun leaving = world.run(asked, "worker-1").start().giveBack();
        world.awaitUnit(tenant, scan, GLOBAL, "ISSUED");
        // When
        leaving.beat(9, 9);
        world.run(asked, "worker-2").start().close(3).fold();
        // Then
        JsonPath folded = world.awaitUnit(tenant, scan, GLOBAL, "FOLDED");
        assertThat(World.unit(folded, GLOBAL, "attempt")).isEqualTo(1);
        assertThat(World.unit(folded, GLOBAL, "worker")).isEqualTo("worker-2");
    }

    @Test
    void aRefusedRoleEndsTheScanAndMarksTheAccount() {
        // Given
        ScanId scan = world.scan(tenant, account);
        // When
        List.of(GLOBAL, FRANKFURT, VIRGINIA)
                .forEach(region -> world.run(world.requested(scan, region, 1), "worker-1")
                        .start()
                        .fail(UnitFailed.Cause.ROLE_REFUSED, "AWS refuses VigilReadOnly: check its trust policy"));
        JsonPath failed = world.awaitState(tenant, scan, "FAILED");
        // Then
        assertThat(failed.getList("units.message")).containsOnly("AWS refuses VigilReadOnly: check its trust policy");
        JsonPath refused = world.account(tenant, account);
        assertThat(refused.getString("state")).isEqualTo("REFUSED");
        assertThat(refused.getString("stateMessage")).contains("trust policy");
        assertThat(refused.getString("lastScanAt")).isNull();
        assertThat(wire.told(AccountChanged.class, told -> told.account().equals(account)))
                .extracting(AccountChanged::revision)
                .doesNotHaveDuplicates();
    }

    @Test
    void aUnitThatFailsByOurFaultIsTriedFiveTimesAndGivenUp() {
        // Given
        ScanId scan = world.scan(tenant, account);
        // When
        for (int attempt = 1; attempt <= 5; attempt++) {
            world.worker();
            world.run(world.requested(scan, VIRGINIA, attempt), "worker-1")
                    .start()
                    .fail(UnitFailed.Cause.VIGIL_FAULT, "out of memory");
            if (attempt < 5) {
                int next = attempt + 1;
                world.awaitScan(
                        tenant,
                        scan,
                        found -> World.unit(found, VIRGINIA, "attempt").equals(next));
                clock.turn(Duration.ofSeconds(2L << attempt));
            }
        }
        // Then
        JsonPath given = world.awaitUnit(tenant, scan, VIRGINIA, "FAILED");
        assertThat(World.unit(given, VIRGINIA, "message").toString())
                .isEqualTo("given up after 5 attempts; the last one: out of memory");
        assertThat(wire.told(
                        ScanUnitRequested.class,
                        told -> told.unit().scan().equals(scan) && told.region().equals(VIRGINIA)))
                .hasSize(5);
    }

    @Test
    void anIssuedUnitThatNoIdleWorkerTakesIsIssuedAgain() {
        // Given
        ScanId scan = world.scan(tenant, account);
        world.requested(scan, FRANKFURT, 1);
        // When
        clock.turn(Duration.ofSeconds(61));
        world.worker();
        // Then
        world.requested(scan, FRANKFURT, 2);
        assertThat(World.unit(world.find(tenant, scan), FRANKFURT, "message").toString())
                .isEqualTo("no worker took the unit within 60 s");
    }

    @Test
    void aScanWithUnitsThatFailedIsFinishedWhenOthersBroughtSomethingHome() {
        // Given
        ScanId scan = world.scan(tenant, account);
        // When
        world.run(world.requested(scan, GLOBAL, 1), "worker-1").start().close(1).fold();
        world.run(world.requested(scan, FRANKFURT, 1), "worker-1")
                .start()
                .close(1)
                .fold();
        world.run(world.requested(scan, VIRGINIA, 1), "worker-1")
                .start()
                .fail(UnitFailed.Cause.PACK_UNUSABLE, "check x does not compile");
        // Then
        JsonPath finished = world.awaitState(tenant, scan, "FINISHED");
        assertThat(World.unit(finished, VIRGINIA, "message")).isEqualTo("check x does not compile");
    }

    /** What was said about this account before is through when a further scan's unit gets on: one key, one order. */
    private void flushed() {
        ScanId next = world.scan(tenant, account);
        ScanUnitRequested asked = world.requested(next, GLOBAL, 1);
        world.run(asked, "flush").start().close(1).fold();
        world.awaitUnit(tenant, next, GLOBAL, "FOLDED");
    }

    private String request(Map<String, String> body, int status) {
        return callers.as(Role.OPERATOR, tenant)
                .body(body)
                .post("/tenants/{tenant}/scans", tenant.toString())
                .then()
                .statusCode(status)
                .extract()
                .path("id");
    }
}
