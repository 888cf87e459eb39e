package io.vigil.tenants.test;

import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.AccountProbed;
import io.vigil.contracts.DeniedAction;
import io.vigil.contracts.OrganizationNodes;
import io.vigil.contracts.OrganizationRead;
import io.vigil.contracts.OrganizationRequested;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.ProbeRequested;
import io.vigil.contracts.ReadingOutcome;
import io.vigil.contracts.Region;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.WorkerBeat;
import io.vigil.tenancy.Role;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes tenants, accounts, workers and scans through the doors that others use. */
@Singleton
public class World {
    public static final List<String> REGIONS = List.of("eu-central-1", "us-east-1");

    private final Callers callers;
    private final Wire wire;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    World(Callers callers, Wire wire, InstantSource clock) {
        this.callers = callers;
        this.wire = wire;
        this.clock = clock;
    }

    public TenantId tenant() {
        String slug = "t" + Long.toString(random.nextLong() >>> 16, 36);
        return TenantId.of(callers.provider(Role.MSP_ADMIN)
                .body(Map.of("slug", slug, "name", "Customer " + slug))
                .post("/tenants")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    public AccountId accountId() {
        return new AccountId("%012d".formatted(random.nextLong(1_000_000_000_000L)));
    }

    public AccountId account(TenantId tenant) {
        AccountId account = accountId();
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("account", account.value(), "name", "Account " + account, "regions", REGIONS))
                .post("/tenants/{tenant}/accounts", tenant.toString())
                .then()
                .statusCode(201);
        return account;
    }

    /** A worker big enough that no test waits for room. */
    public void worker() {
        worker("plenty", 400);
    }

    public void worker(String name, int slots) {
        wire.say(new WorkerBeat(name, slots, clock.instant()));
    }

    public ScanId scan(TenantId tenant, AccountId account) {
        return ScanId.of(callers.as(Role.OPERATOR, tenant)
                .body(Map.of("account", account.value()))
                .post("/tenants/{tenant}/scans", tenant.toString())
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
    }

    /** The request for the scan's unit in the region, as the workers get it. */
    public ScanUnitRequested requested(ScanId scan, Region region, int attempt) {
        return wire.awaits(
                ScanUnitRequested.class,
                told -> told.unit().scan().equals(scan)
                        && told.region().equals(region)
                        && told.unit().attempt() == attempt);
    }

    public FakeRun run(ScanUnitRequested requested, String worker) {
        return new FakeRun(wire, clock, requested, worker);
    }

    public JsonPath find(TenantId tenant, ScanId scan) {
        return callers.as(Role.VIEWER, tenant)
                .get("/tenants/{tenant}/scans/{scan}", tenant.toString(), scan.toString())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public JsonPath awaitScan(TenantId tenant, ScanId scan, Predicate<JsonPath> which) {
        return await("the scan")
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(30))
                .until(() -> find(tenant, scan), which::test);
    }

    public JsonPath awaitState(TenantId tenant, ScanId scan, String state) {
        return awaitScan(tenant, scan, found -> found.getString("state").equals(state));
    }

    public JsonPath awaitUnit(TenantId tenant, ScanId scan, Region region, String state) {
        return awaitScan(tenant, scan, found -> unit(found, region, "state").equals(state));
    }

    public static Object unit(JsonPath scan, Region region, String field) {
        return scan.get("units.find { it.region == '%s' }.%s".formatted(region, field));
    }

    public JsonPath operations() {
        return callers.provider(Role.MSP_VIEWER)
                .get("/operations")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The newest probe that the workers are asked for. */
    public ProbeRequested probe(TenantId tenant, AccountId account, Predicate<ProbeRequested> which) {
        return await("a probe of account " + account)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(30))
                .until(
                        () -> wire
                                .told(
                                        ProbeRequested.class,
                                        asked -> asked.account().equals(account)
                                                && asked.tenant().equals(tenant)
                                                && which.test(asked))
                                .stream()
                                .reduce((earlier, later) -> later),
                        Optional::isPresent)
                .orElseThrow();
    }

    public ProbeRequested probe(TenantId tenant, AccountId account) {
        return probe(tenant, account, any -> true);
    }

    public AccountProbed answer(ProbeRequested asked, ProbeOutcome outcome, String words, DeniedAction... denied) {
        return new AccountProbed(
                asked.tenant(),
                asked.account(),
                asked.probe(),
                "worker-1",
                outcome,
                words,
                List.of(),
                List.of(denied),
                asked.operations().size() - denied.length,
                /* untold */ 0,
                clock.instant());
    }

    /** A worker answers whichever probe is the newest until the account has come to the state. */
    public JsonPath probed(TenantId tenant, AccountId account, ProbeOutcome outcome, String state) {
        return await("account " + account + " is " + state)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            wire.say(answer(
                                    probe(tenant, account),
                                    outcome,
                                    outcome == ProbeOutcome.ENTERED ? "" : "AWS's words"));
                            return connection(tenant, account);
                        },
                        seen -> seen.getString("state").equals(state));
    }

    public JsonPath connection(TenantId tenant, AccountId account) {
        return callers.as(Role.VIEWER, tenant)
                .get("/tenants/{tenant}/accounts/{account}/connection", tenant.toString(), account.value())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Asks for a probe as a person does, so that its answer counts at once. */
    public ProbeRequested tested(TenantId tenant, AccountId account) {
        Instant before = clock.instant();
        callers.as(Role.ADMIN, tenant)
                .post("/tenants/{tenant}/accounts/{account}/connection/test", tenant.toString(), account.value())
                .then()
                .statusCode(202);
        return probe(tenant, account, asked -> !asked.requestedAt().isBefore(before));
    }

    public JsonPath account(TenantId tenant, AccountId account) {
        return callers.as(Role.ADMIN, tenant)
                .get("/tenants/{tenant}/accounts/{account}", tenant.toString(), account.value())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Asks for the organization that the account manages, as a person does. */
    public OrganizationRequested organization(TenantId tenant, AccountId account) {
        Instant before = clock.instant();
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("account", account.value()))
                .post("/tenants/{tenant}/aws-organizations/readings", tenant.toString())
                .then()
                .statusCode(202);
        return wire.awaits(
                OrganizationRequested.class,
                asked -> asked.tenant().equals(tenant)
                        && asked.account().equals(account)
                        && !asked.requestedAt().isBefore(before));
    }

    /** A chunk of what a worker read. */
    public OrganizationRead answer(
            OrganizationRequested asked, String organization, int chunk, int chunks, OrganizationNodes nodes) {
        return new OrganizationRead(
                asked.tenant(),
                asked.account(),
                asked.reading(),
                "worker-1",
                ReadingOutcome.READ,
                "",
                /* missingAction */ null,
                organization,
                asked.account(),
                chunk,
                chunks,
                nodes,
                asked.requestedAt().plusSeconds(1));
    }

    /** An organization of one account, as soon as it shows. */
    public String knownOrganization(TenantId tenant, AccountId management) {
        String organization = "o-" + Long.toString(random.nextLong() >>> 16, 36);
        List<OrganizationNodes.Member> members = List.of(new OrganizationNodes.Member(
                management, "r-1", "Account " + management, OrganizationNodes.State.ACTIVE));
        wire.say(answer(
                organization(tenant, management),
                organization,
                /* chunk */ 0,
                /* chunks */ 1,
                new OrganizationNodes(List.of(new OrganizationNodes.Unit("r-1", null, "Root")), members)));
        await("organization " + organization)
                .atMost(Duration.ofSeconds(15))
                .until(() -> callers.as(Role.VIEWER, tenant)
                                .get("/tenants/" + tenant + "/aws-organizations/" + organization)
                                .statusCode()
                        == 200);
        return organization;
    }
}
