package io.vigil.tenancy;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.test.StackResource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = StackResource.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = "service", value = "tenant-service"))
class PermittedFilterIT {
    private static final TenantId MINE = new TenantId(new UUID(0, 1));
    private static final TenantId OTHER = new TenantId(new UUID(0, 2));

    @ConfigProperty(name = "vigil.test.keys")
    String keys;

    @Test
    void aPersonComesThroughTheGatewayOnly() {
        answers(token("api-gateway", viewer(MINE), "tenant-service", InstantSource.system()), MINE, 200);
        answers(token("report-service", viewer(MINE), "tenant-service", InstantSource.system()), MINE, 401);
        answers("", MINE, 401);
        answers("eyJhbGciOiJub25lIn0.e30.", MINE, 401);
    }

    @Test
    void anotherTenantsPathIsNotThere() {
        String mine = token("api-gateway", viewer(MINE), "tenant-service", InstantSource.system());
        given().header("Authorization", "Bearer " + mine)
                .get("/tenants/{tenant}/notes", OTHER.toString())
                .then()
                .statusCode(404)
                .contentType(containsString("application/problem+json"))
                .body("detail", is("nothing is here"));
        given().header("Authorization", "Bearer " + mine)
                .get("/tenants/no-uuid/notes")
                .then()
                .statusCode(404);
        Caller nowhere = new Caller("u", Optional.empty(), Role.MSP_ANALYST, "U");
        answers(token("api-gateway", nowhere, "tenant-service", InstantSource.system()), MINE, 404);
    }

    @Test
    void aRoleThatIsNotPermittedIsRefused() {
        Caller auditor = new Caller("u", Optional.of(MINE), Role.AUDITOR, "U");
        answers(token("api-gateway", auditor, "tenant-service", InstantSource.system()), MINE, 403);
    }

    @Test
    void staffIsInsideByAGrantOfThisTenantAlone() {
        Caller outside = new Caller("u", Optional.of(MINE), Role.MSP_ANALYST, "U");
        Caller working = inside(MINE, Role.MSP_ANALYST, Grant.Kind.WORK);
        answers(token(outside), MINE, 404);
        answers(token(working), MINE, 200);
        answers(token(inside(OTHER, Role.MSP_ANALYST, Grant.Kind.WORK)), MINE, 404);
        answers(token(inside(MINE, Role.MSP_ADMIN, Grant.Kind.WORK)), MINE, 403);
    }

    @Test
    void theStandingGrantOpensWhatAnAuditorMayAndNoMore() {
        Caller auditing = inside(MINE, Role.MSP_ANALYST, Grant.Kind.AUDIT);
        answers(token(auditing), MINE, 403);
        given().header("Authorization", "Bearer " + token(auditing))
                .get("/tenants/{tenant}/notes/audited", MINE.toString())
                .then()
                .statusCode(200);
    }

    @Test
    void whatNeedsNoGrantIsStillForItsRolesAlone() {
        for (var expected : java.util.Map.of(Role.MSP_ANALYST, 200, Role.MSP_ADMIN, 404, Role.VIEWER, 403)
                .entrySet())
            given().header(
                            "Authorization",
                            "Bearer " + token(new Caller("u", Optional.of(MINE), expected.getKey(), "U")))
                    .get("/tenants/{tenant}/notes/free", MINE.toString())
                    .then()
                    .statusCode(expected.getValue());
    }

    private static Caller inside(TenantId tenant, Role role, Grant.Kind kind) {
        return new Caller(
                "u", Optional.of(tenant), role, "U", Optional.of(new Grant(new GrantId(new UUID(0, 9)), kind)));
    }

    private String token(Caller caller) {
        return token("api-gateway", caller, "tenant-service", InstantSource.system());
    }

    @Test
    void aTokenForAnotherAudienceOrOfAnotherTimeIsNone() {
        answers(token("api-gateway", viewer(MINE), "report-service", InstantSource.system()), MINE, 401);
        InstantSource minutesAgo = InstantSource.fixed(Instant.now().minus(Duration.ofMinutes(2)));
        answers(token("api-gateway", viewer(MINE), "tenant-service", minutesAgo), MINE, 401);
        InstantSource tomorrow = InstantSource.fixed(Instant.now().plus(Duration.ofDays(1)));
        answers(token("api-gateway", viewer(MINE), "tenant-service", tomorrow), MINE, 401);
    }

    @Test
    void anEndpointWithoutADeclaredPermissionAnswersNobody() {
        given().header(
                        "Authorization",
                        "Bearer " + token("api-gateway", viewer(MINE), "tenant-service", InstantSource.system()))
                .get("/tenants/{tenant}/notes/undeclared", MINE.toString())
                .then()
                .statusCode(500)
                .body("detail", containsString("reference"));
    }

    private static Caller viewer(TenantId tenant) {
        return new Caller("user-1", Optional.of(tenant), Role.VIEWER, "Ida");
    }

    private static void answers(String token, TenantId tenant, int status) {
        given().header("Authorization", "Bearer " + token)
                .get("/tenants/{tenant}/notes", tenant.toString())
                .then()
                .statusCode(status);
    }

    private String token(String service, Caller caller, String audience, InstantSource clock) {
        return new InternalTokens(
                        new TokenConfig() {
                            @Override
                            public Path key() {
                                return Path.of(keys, service + ".jwk.json");
                            }

                            @Override
                            public Path keys() {
                                return Path.of(keys, "public.jwks.json");
                            }

                            @Override
                            public Duration life() {
                                return Duration.ofSeconds(60);
                            }
                        },
                        clock)
                .mint(caller, audience);
    }
}
