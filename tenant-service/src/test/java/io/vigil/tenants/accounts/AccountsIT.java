package io.vigil.tenants.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.vigil.checks.CheckCatalogue;
import io.vigil.contracts.AccountChanged;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.Wire;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@OnRealParts
class AccountsIT {
    @Inject
    World world;

    @Inject
    Wire wire;

    @Inject
    Callers callers;

    private TenantId tenant;

    @BeforeEach
    void aTenant() {
        tenant = world.tenant();
    }

    @Test
    void anAccountIsConnectedByItsIdAndGetsAnExternalIdOfOurs() {
        // Given
        AccountId account = world.accountId();
        // When
        Response answer = connect(tenant, """
                {"account": "%s", "name": " Production "}
                """.formatted(account));
        // Then
        answer.then().statusCode(201);
        assertThat(answer.<String>path("externalId")).matches("[0-9a-f]{64}");
        assertThat(answer.<String>path("state")).isEqualTo("PENDING");
        assertThat(answer.<String>path("name")).isEqualTo("Production");
        assertThat(answer.<String>path("roleArn")).isEqualTo("arn:aws:iam::" + account + ":role/VigilReadOnly");
        assertThat(answer.<List<String>>path("regions")).hasSize(17).contains("eu-central-1");
        AccountChanged told =
                wire.awaits(AccountChanged.class, change -> change.account().equals(account));
        assertThat(told.tenant()).isEqualTo(tenant);
        assertThat(told.name()).isEqualTo("Production");
        assertThat(told.connected()).isTrue();
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                arguments(
                        "{'account':'12345678901','name':'n'}",
                        "account: AWS account id '12345678901' is not twelve digits"),
                arguments("{'account':'arn:aws:iam','name':'n'}", "is not twelve digits"),
                arguments("{'name':'n'}", "account is missing"),
                arguments("{'account':'123456789012','name':'n','roleName':'a role'}", "must be an IAM role name"),
                arguments("{'account':'123456789012','name':'n','roleName':''}", "must be an IAM role name"),
                arguments(
                        "{'account':'123456789012','name':'n','regions':['eu-central-11']}",
                        "'eu-central-11' is no AWS region"),
                arguments("{'account':'123456789012','name':'n','regions':['global']}", "'global' is no AWS region"),
                arguments(
                        "{'account':'123456789012','name':'n','regions':['Frankfurt']}",
                        "'Frankfurt' is not an AWS region"),
                arguments("{'account':'123456789012','name':'n','regions':[]}", "must name at least one region"),
                arguments("not json", "not readable as JSON"));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void badInputIsAnsweredByNamingTheCulprit(String body, String message) {
        connect(tenant, body.replace('\'', '"'))
                .then()
                .statusCode(400)
                .contentType(containsString("application/problem+json"))
                .body("detail", containsString(message));
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/{tenant}/accounts", tenant.toString())
                .then()
                .statusCode(200)
                .body("size()", is(0));
    }

    @Test
    void anAccountThatIsConnectedElsewhereIsRefusedWithoutSayingWhere() {
        // Given
        TenantId other = world.tenant();
        AccountId account = world.account(other);
        // When, Then
        connect(tenant, account)
                .then()
                .statusCode(409)
                .body("detail", allOf(containsString("already connected"), not(containsString(other.toString()))));
        connect(other, account).then().statusCode(409);
    }

    @Test
    void ofManyTenantsAtOnceExactlyOneGetsTheAccount() throws Exception {
        // Given
        AccountId account = world.accountId();
        List<TenantId> tenants = List.of(tenant, world.tenant(), world.tenant(), world.tenant());
        CountDownLatch together = new CountDownLatch(1);
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(tenants.size())) {
            List<Future<Integer>> racing = new ArrayList<>();
            for (TenantId racer : tenants) {
                Callable<Integer> race = () -> {
                    together.await();
                    return connect(racer, account).statusCode();
                };
                racing.add(threads.submit(race));
            }
            // When
            together.countDown();
            for (Future<Integer> answer : racing) answers.add(answer.get());
        }
        // Then
        assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);
    }

    @Test
    void theRoleToCreateTrustsUsWithTheAccountsOwnExternalId() {
        // Given
        AccountId account = world.account(tenant);
        String externalId = world.account(tenant, account).getString("externalId");
        // When
        Response answer = role(account, "json");
        // Then
        answer.then()
                .statusCode(200)
                .body("roleName", is("VigilReadOnly"))
                .body("trustPolicy.Statement[0].Principal.AWS", is("arn:aws:iam::999988887777:role/scanner"))
                .body("trustPolicy.Statement[0].Condition.StringEquals.'sts:ExternalId'", is(externalId));
        assertThat(allowed(answer)).contains("ec2:DescribeVpcs", "s3:ListAllMyBuckets");
        assertThat(role(account, "terraform").asString()).contains("aws_iam_policy", externalId);
        Response template = role(account, "CloudFormation");
        assertThat(template.contentType()).startsWith("application/yaml");
        assertThat(template.header("Content-Disposition")).contains("VigilReadOnly.yaml");
        assertThat(template.asString()).contains("AWS::IAM::ManagedPolicy", externalId);
    }

    @Test
    void theRoleToCreateAllowsWhatThePackChecksAndReadingAnOrganization() {
        // Given
        AccountId account = world.account(tenant);
        List<String> others = CheckCatalogue.load().checks().stream()
                .map(check -> check.id().value())
                .filter(id -> !id.startsWith("emr-"))
                .toList();
        // When
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("basedOn", 0, "document", Map.of("disabledChecks", others)))
                .put("/tenants/{tenant}/pack", tenant.toString())
                .then()
                .statusCode(200);
        // Then
        assertThat(allowed(role(account, "json")))
                .containsExactly(
                        "elasticmapreduce:GetBlockPublicAccessConfiguration",
                        "organizations:DescribeOrganization",
                        "organizations:ListAccountsForParent",
                        "organizations:ListOrganizationalUnitsForParent",
                        "organizations:ListRoots");
    }

    @Test
    void noRoleIsDescribedInAnUnknownFormatOrOfAnUnknownAccount() {
        AccountId account = world.account(tenant);
        role(account, "xml").then().statusCode(400).body("detail", containsString("'xml' is none of"));
        role(world.accountId(), "json").then().statusCode(404);
    }

    private Response role(AccountId account, String format) {
        return callers.as(Role.ADMIN, tenant)
                .queryParam("format", format)
                .get("/tenants/{tenant}/accounts/{account}/role", tenant.toString(), account.value());
    }

    private static List<String> allowed(Response answer) {
        List<String> actions = new ArrayList<>();
        for (JsonNode policy : answer.as(JsonNode.class).at("/policies"))
            policy.at("/document/Statement/0/Action").forEach(action -> actions.add(action.asText()));
        return actions;
    }

    @Test
    void aDisconnectedAccountIsFreeForAnotherTenantAndItsScanEnds() {
        // Given
        AccountId account = world.account(tenant);
        String first = world.account(tenant, account).getString("externalId");
        world.worker();
        ScanId scan = world.scan(tenant, account);
        // When
        callers.as(Role.ADMIN, tenant)
                .delete("/tenants/{tenant}/accounts/{account}", tenant.toString(), account.value())
                .then()
                .statusCode(204);
        // Then
        assertThat(world.find(tenant, scan).getString("state")).isEqualTo("CANCELLED");
        callers.as(Role.ADMIN, tenant)
                .get("/tenants/{tenant}/accounts/{account}", tenant.toString(), account.value())
                .then()
                .statusCode(404);
        assertThat(wire.awaits(AccountChanged.class, change -> change.account().equals(account) && !change.connected())
                        .revision())
                .isEqualTo(2);
        connect(world.tenant(), account).then().statusCode(201).body("externalId", not(first));
    }

    @Test
    void anAccountThatComesBackGetsANewExternalIdAndGoesOnCounting() {
        // Given
        AccountId account = world.account(tenant);
        String first = world.account(tenant, account).getString("externalId");
        callers.as(Role.ADMIN, tenant)
                .delete("/tenants/{tenant}/accounts/{account}", tenant.toString(), account.value())
                .then()
                .statusCode(204);
        // When
        connect(tenant, account)
                .then()
                .statusCode(201)
                .body("externalId", matchesPattern("[0-9a-f]{64}"))
                .body("externalId", not(first));
        // Then
        wire.awaits(AccountChanged.class, change -> change.account().equals(account) && change.revision() == 3);
    }

    private Response connect(TenantId by, AccountId account) {
        return callers.as(Role.ADMIN, by)
                .body(Map.of("account", account.value(), "name", "Production"))
                .post("/tenants/{tenant}/accounts", by.toString());
    }

    private Response connect(TenantId by, String body) {
        return callers.as(Role.ADMIN, by).body(body).post("/tenants/{tenant}/accounts", by.toString());
    }
}
