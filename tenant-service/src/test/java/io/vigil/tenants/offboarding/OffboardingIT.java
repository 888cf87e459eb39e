package io.vigil.tenants.offboarding;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantClosing;
import io.vigil.contracts.TenantClosing.Step;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import io.vigil.tenants.accounts.Registry;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.Wire;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The process: begun, answered by the others, cancelled, ordered to end. */
@OnRealParts
class OffboardingIT {
    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    Wire wire;

    @Inject
    Leaving leaving;

    @Inject
    PlatformTransaction platform;

    @Inject
    AdvanceOffboarding advance;

    @Test
    void nothingIsChangedWhileFrozenButItIsReadAndCanBeCancelled() {
        // Given
        TenantId tenant = world.tenant();
        AccountId account = world.account(tenant);
        world.worker();
        var scan = world.scan(tenant, account);
        // When
        leaving.start(tenant)
                .then()
                .statusCode(202)
                .body("state", is("FREEZING"))
                .body("waitingFor[0]", is("report-service"));
        // Then
        assertThat(world.find(tenant, scan).getString("state")).isEqualTo("CANCELLED");
        writes().forEach(write -> callers.as(Role.valueOf(write.role()), tenant)
                .body("{}")
                .request(
                        write.verb(),
                        write.path()
                                .replace("{tenant}", tenant.toString())
                                .replace("{account}", account.value())
                                .replaceAll("\\{[a-z]+}", new UUID(0, 7).toString()))
                .then()
                .statusCode(409)
                .body("detail", containsString("off-boarded")));
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/accounts", tenant.toString())
                .then()
                .statusCode(200);
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/offboarding", tenant.toString())
                .then()
                .statusCode(200)
                .body("reason", is("The contract ends"));
        leaving.start(tenant).then().statusCode(409);
        leaving.cancel(tenant).then().statusCode(204);
        assertThat(wire.awaits(TenantClosing.class, told -> told.tenant().equals(tenant) && told.step() == Step.REOPEN)
                        .revision())
                .isEqualTo(2);
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/{t}/offboarding", tenant.toString())
                .then()
                .statusCode(404);
        world.scan(tenant, account);
        // and once more, by an order that the others tell from the first
        leaving.start(tenant).then().statusCode(202);
        wire.awaits(TenantClosing.class, told -> told.tenant().equals(tenant) && told.revision() == 3);
    }

    @Test
    void nothingIsDueOfAFrozenCustomerUntilItStays() {
        // Given
        TenantId tenant = world.tenant();
        TenantId staying = world.tenant();
        var entry = new Registry.Entry(tenant, world.account(tenant));
        var others = new Registry.Entry(staying, world.account(staying));
        // When, Then
        leaving.start(tenant).then().statusCode(202);
        await().until(() -> due().contains(others));
        assertThat(due()).doesNotContain(entry);
        leaving.cancel(tenant).then().statusCode(204);
        await().until(() -> due().contains(entry));
    }

    /** What is taken is given back with the transaction. */
    private List<Registry.Entry> due() {
        List<Registry.Entry> taken = new ArrayList<>();
        assertThatThrownBy(() -> platform.run(handle -> {
                    Instant later = Instant.now().plus(Duration.ofDays(1_000));
                    taken.addAll(Registry.takeDue(handle, later, Duration.ZERO, /* limit */ 100_000));
                    throw new IllegalStateException("given back");
                }))
                .hasMessage("given back");
        return taken;
    }

    @Test
    void accessIsTakenAwayAlsoWhileFrozen() {
        // Given
        TenantId tenant = world.tenant();
        String path = "/tenants/" + tenant;
        String token = callers.as(Role.ADMIN, tenant)
                .body(Map.of("name", "ci", "role", "VIEWER"))
                .post(path + "/tokens")
                .path("token.id");
        leaving.start(tenant).then().statusCode(202);
        // When, Then
        callers.as(Role.ADMIN, tenant).delete(path + "/tokens/" + token).then().statusCode(204);
        callers.as(Role.ADMIN, tenant)
                .get(path + "/tokens")
                .then()
                .statusCode(200)
                .body("find { it.id == '%s' }.state".formatted(token), is("REVOKED"));
    }

    @Test
    void onlyTheSlugTypedByTheProvidersAdministratorStartsIt() {
        TenantId tenant = world.tenant();
        String path = "/tenants/" + tenant + "/offboarding";
        var good = Map.of("slug", leaving.slug(tenant), "reason", "The contract ends");
        callers.as(Role.ADMIN, tenant).body(good).post(path).then().statusCode(403);
        callers.outside(Role.MSP_ANALYST, tenant).body(good).post(path).then().statusCode(404);
        for (var bad : List.of(
                Map.of("slug", leaving.slug(world.tenant()), "reason", "Why"),
                Map.of("slug", leaving.slug(tenant), "reason", " "),
                Map.of("slug", leaving.slug(tenant), "reason", "two\nlines"),
                Map.of("slug", leaving.slug(tenant), "reason", "Why", "force", "true"),
                Map.of("reason", "Why")))
            callers.outside(Role.MSP_ADMIN, tenant).body(bad).post(path).then().statusCode(400);
        assertThat(wire.told(TenantClosing.class, told -> told.tenant().equals(tenant)))
                .isEmpty();
        callers.outside(Role.MSP_ADMIN, tenant).body(good).post(path).then().statusCode(202);
    }

    @Test
    void nothingIsDeletedBeforeTheWaitIsOverOrWithAnotherSlug() {
        // Given
        TenantId tenant = world.tenant();
        leaving.start(tenant).then().statusCode(202);
        // When, Then
        leaving.erase(tenant, leaving.slug(tenant))
                .then()
                .statusCode(409)
                .body("detail", containsString("not there yet"));
        leaving.exported(tenant, /* waited */ false);
        leaving.erase(tenant, leaving.slug(tenant)).then().statusCode(409).body("detail", containsString("before"));
        leaving.waited(tenant);
        leaving.erase(tenant, "another-one").then().statusCode(400);
        leaving.erase(tenant, leaving.slug(tenant)).then().statusCode(202).body("state", is("ERASING"));
        leaving.erase(tenant, leaving.slug(tenant)).then().statusCode(404);
        leaving.cancel(tenant).then().statusCode(404);
    }

    @Test
    void anAnswerThatWasNotAskedForMovesNothing() {
        // Given
        TenantId tenant = world.tenant();
        TenantId other = world.tenant();
        leaving.start(tenant).then().statusCode(202);
        // When
        wire.say(Leaving.part(tenant, "scanner-worker", Step.FREEZE, 1));
        wire.say(Leaving.part(tenant, "report-service", Step.ERASE, 1));
        wire.say(Leaving.part(tenant, "report-service", Step.FREEZE, 2));
        wire.say(Leaving.part(other, "report-service", Step.FREEZE, 1));
        wire.say(
                Topics.TENANT_PART_CLOSED,
                other.toString(),
                EventJson.write(Leaving.part(tenant, "report-service", Step.FREEZE, 1)));
        TenantId last = world.tenant();
        leaving.start(last).then().statusCode(202);
        leaving.exported(last);
        advance.advanceAll();
        // Then
        assertThat(leaving.state(tenant)).isEqualTo("FREEZING");
        await().atMost(Duration.ofSeconds(15))
                .until(() -> wire.deadLetters(tenant.toString()).size() == 1);
    }

    @Test
    void whoMissedAnOrderIsToldAgainAndALateAnswerCounts() {
        // Given
        TenantId tenant = world.tenant();
        leaving.start(tenant).then().statusCode(202);
        wire.awaits(TenantClosing.class, told -> told.tenant().equals(tenant));
        // When
        platform.run(handle -> handle.execute(
                "update offboarding set asked_at = asked_at - interval '2 hours' where tenant_id = ?", tenant.value()));
        // Then
        await().atMost(Duration.ofSeconds(15))
                .until(() ->
                        wire.told(TenantClosing.class, told -> told.tenant().equals(tenant))
                                        .size()
                                == 2);
        leaving.exported(tenant);
        assertThat(leaving.state(tenant)).isEqualTo("EXPORTED");
    }

    private record Write(String verb, String path, String role) {}

    /** Those that are not said to go on, read from the document that the service makes of itself. */
    private List<Write> writes() {
        Set<String> goOn = Set.of(
                "post /tenants/{tenant}/grants",
                "delete /tenants/{tenant}/grants/{grant}",
                "post /tenants/{tenant}/grants/{grant}/approve",
                "post /tenants/{tenant}/grants/{grant}/refuse",
                "delete /tenants/{tenant}/members/{subject}",
                "delete /tenants/{tenant}/invitations/{invitation}",
                "delete /tenants/{tenant}/tokens/{token}",
                "delete /tenants/{tenant}/service-accounts/{account}",
                "delete /tenants/{tenant}/offboarding",
                "post /tenants/{tenant}/offboarding/erase");
        Map<String, Map<String, Object>> paths = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .path("paths");
        List<Write> writes = new ArrayList<>();
        paths.forEach((path, verbs) -> verbs.forEach((verb, operation) -> {
            if (!Set.of("post", "put", "delete", "patch").contains(verb)
                    || !path.contains("{tenant}")
                    || goOn.contains(verb + " " + path)) return;
            List<?> roles = (List<?>) ((Map<?, ?>) operation).get("x-permitted");
            writes.add(new Write(
                    verb.toUpperCase(java.util.Locale.ROOT),
                    path,
                    roles.contains("ADMIN") ? "ADMIN" : String.valueOf(roles.getFirst())));
        }));
        assertThat(writes).hasSizeGreaterThan(15);
        return writes;
    }
}
