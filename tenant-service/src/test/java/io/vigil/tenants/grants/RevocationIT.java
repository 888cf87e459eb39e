package io.vigil.tenants.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.vigil.contracts.GrantId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.Staff;
import io.vigil.tenants.test.TurnableClock;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is no longer permitted loses an open stream within a second. */
@OnRealParts
class RevocationIT {
    private static final Duration AT_MOST = Duration.ofSeconds(1);

    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    TurnableClock clock;

    @TestHTTPResource
    URI service;

    private final HttpClient http = HttpClient.newHttpClient();
    private TenantId tenant;
    private ScanId scan;

    private record Watching(AtomicInteger lines, CompletableFuture<Void> end) {}

    @BeforeEach
    void aScanThatNobodyWorksOn() {
        tenant = world.tenant();
        scan = world.scan(tenant, world.account(tenant));
    }

    @Test
    void aRemovedMemberLosesTheStream() throws Exception {
        Caller vera = member(Role.VIEWER);
        Watching stream = watch(vera);
        long took = revoke(
                stream,
                () -> callers.as(Role.ADMIN, tenant)
                        .delete("/tenants/{t}/members/{s}", tenant.toString(), vera.subject())
                        .then()
                        .statusCode(204));
        report("membership removed", took);
    }

    @Test
    void aLoweredRoleEndsTheStreamThatTheHigherOneOpened() throws Exception {
        Caller vera = member(Role.OPERATOR);
        Watching stream = watch(vera);
        long took = revoke(stream, () -> let(vera.subject(), Role.VIEWER));
        report("role lowered", took);
    }

    @Test
    void aRevokedGrantEndsTheStream() throws Exception {
        Staff nadia = Staff.hired(callers, Role.MSP_ANALYST);
        GrantId grant = nadia.enters(tenant);
        Watching stream = watch(nadia.inside(tenant, grant, Grant.Kind.WORK));
        long took = revoke(
                stream,
                () -> callers.as(Role.ADMIN, tenant)
                        .delete("/tenants/{t}/grants/{g}", tenant.toString(), grant.toString())
                        .then()
                        .statusCode(204));
        report("grant revoked", took);
    }

    @Test
    void anExpiredGrantEndsTheStream() throws Exception {
        Staff nadia = Staff.hired(callers, Role.MSP_ANALYST);
        GrantId grant = nadia.enters(tenant);
        Watching stream = watch(nadia.inside(tenant, grant, Grant.Kind.WORK));
        long took = revoke(stream, () -> clock.turn(Duration.ofHours(1)));
        report("grant expired", took);
    }

    @Test
    void whoLeavesTheStaffLosesTheStream() throws Exception {
        Staff nadia = Staff.hired(callers, Role.MSP_ANALYST);
        GrantId grant = nadia.enters(tenant);
        Watching stream = watch(nadia.inside(tenant, grant, Grant.Kind.WORK));
        long took = revoke(stream, () -> nadia.leaves().then().statusCode(204));
        report("left the staff", took);
    }

    private static void report(String cause, long millis) {
        System.out.printf("tenant-service: %s, the stream ended after %d ms%n", cause, millis);
        assertThat(Duration.ofMillis(millis)).as(cause).isLessThan(AT_MOST);
    }

    /** @return milliseconds from the revocation's answer to the stream's end */
    private static long revoke(Watching stream, Runnable revocation) throws Exception {
        await("the stream is open").until(() -> stream.lines().get() > 0);
        assertThat(stream.end()).isNotDone();
        revocation.run();
        long from = System.nanoTime();
        stream.end().get(10, TimeUnit.SECONDS);
        return Duration.ofNanos(System.nanoTime() - from).toMillis();
    }

    private Caller member(Role role) {
        String subject = UUID.randomUUID().toString();
        let(subject, role);
        return new Caller(subject, Optional.of(tenant), role, "Vera");
    }

    private void let(String subject, Role role) {
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("subject", subject, "email", "vera@example.com", "role", role.name()))
                .post("/tenants/{t}/members", tenant.toString())
                .then()
                .statusCode(201);
    }

    private Watching watch(Caller caller) {
        HttpRequest request = HttpRequest.newBuilder(
                        service.resolve("/tenants/%s/scans/%s/progress".formatted(tenant, scan)))
                .header("Authorization", "Bearer " + callers.token(caller))
                .build();
        AtomicInteger lines = new AtomicInteger();
        var end = http.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).thenAccept(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            answer.body().forEach(line -> lines.incrementAndGet());
        });
        return new Watching(lines, end);
    }
}
