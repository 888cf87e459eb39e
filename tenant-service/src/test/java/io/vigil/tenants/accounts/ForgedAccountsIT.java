package io.vigil.tenants.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.restassured.response.Response;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody may send in place of an account, so that something else is scanned or called. */
@OnRealParts
class ForgedAccountsIT {
    private static final String ACCOUNTS = "/tenants/{tenant}/accounts";

    @Inject
    World world;

    @Inject
    Callers callers;

    private TenantId tenant;

    @BeforeEach
    void aTenant() {
        tenant = world.tenant();
    }

    @Test
    void anExternalIdInTheBodyIsRefused() {
        refused("{'account': '%s', 'externalId': 'mine'}", "externalId: is not asked for");
    }

    @Test
    void anExternalIdInTheQueryOrInAHeaderIsNotHeard() {
        callers.as(Role.ADMIN, tenant)
                .queryParam("externalId", "mine")
                .header("X-External-Id", "mine")
                .body(Map.of("account", world.accountId().value()))
                .post(ACCOUNTS, tenant.toString())
                .then()
                .statusCode(201)
                .body("externalId", matchesPattern("[0-9a-f]{64}"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "tenant",
                "tenantId",
                "state",
                "roleArn",
                "endpoint",
                "stsEndpoint",
                "principal",
                "revision",
                "__proto__"
            })
    void aFieldThatIsNotAskedForIsRefusedByName(String field) {
        refused("{'account': '%s', '" + field + "': 'CONNECTED'}", field + ": is not asked for");
    }

    @Test
    void aBodyThatNamesTwoAccountsIsRefused() {
        refused("{'account': '%s', 'account': '123456789012'}", "not readable as JSON");
    }

    @Test
    void aBodyThatNamesTwoRolesIsRefused() {
        refused("{'account': '%s', 'roleName': 'A', 'roleName': 'B'}", "not readable as JSON");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "eleven digits|12345678901",
                "thirteen digits|1234567890123",
                "Arabic digits|\\u0661\\u0662\\u0663\\u0664\\u0665\\u0666\\u0667\\u0668\\u0669\\u0660\\u0661\\u0662",
                "full-width digits|\\uff11\\uff12\\uff13\\uff14\\uff15\\uff16\\uff17\\uff18\\uff19\\uff10\\uff11\\uff12",
                "spaces around|' 123456789012 '",
                "a line break behind|123456789012\\n",
                "a header behind|123456789012\\r\\nX-Evil: 1",
                "a zero byte|123456789012\\u0000",
                "a wildcard|12345678901*",
                "only a wildcard|*",
                "a role's ARN|arn:aws:iam::123456789012:role/VigilReadOnly",
                "a user's ARN|arn:aws:iam::123456789012:user/root",
                "a path upwards|../123456789012",
                "a path in the middle|123456/89012",
                "an encoded path|123456%2f89012",
                "a host|sts.evil.test",
                "a sign|-12345678901",
                "a hexadecimal number|0x1234567890",
                "SQL|123456789012'--",
                "nothing|''"
            })
    void anAccountIdThatIsNotTwelveDigitsIsRefused(String what, String id) {
        // Given
        String body = "{'account': '%s'}".formatted(id.replace("'", "\\u0027")).replace('\'', '"');
        // When, Then
        callers.as(Role.ADMIN, tenant)
                .body(body)
                .post(ACCOUNTS, tenant.toString())
                .then()
                .statusCode(400)
                .body("detail", containsString("is not twelve digits"));
        nothingIsConnected();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"null", "[]", "{}", "['123456789012']", "true", "1.5"})
    void anAccountIdThatIsNoTextIsRefused(String json) {
        connect("{'account': %s}".formatted(json).replace('\'', '"')).then().statusCode(400);
        nothingIsConnected();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a path upwards|../Admin",
                "a path|team/VigilReadOnly",
                "a path with an escape|..%2fAdmin",
                "a line break|Vigil\\nReadOnly",
                "a carriage return and a header|Vigil\\r\\nX-Evil: 1",
                "a wildcard|Vigil*",
                "a role's ARN|arn:aws:iam::123456789012:role/Admin",
                "a user's ARN instead of a role|arn:aws:iam::123456789012:user/Admin",
                "a policy variable|${aws:username}",
                "a quote that ends the policy|x\\\"}]}",
                "a quote that ends the script|x\\u0027; curl evil.test; \\u0027",
                "a command|$(id)",
                "an address|http://169.254.169.254/",
                "letters of another script|V\\u0456gilReadOnly",
                "65 letters|aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg",
                "nothing|''"
            })
    void aRoleNameThatIamWouldNotTakeIsRefused(String what, String name) {
        String given = name.equals("''") ? "" : name;
        connect("{\"account\": \"%s\", \"roleName\": \"%s\"}".formatted(world.accountId(), given))
                .then()
                .statusCode(400)
                .body("detail", containsString("must be an IAM role name"));
        nothingIsConnected();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "eu-central-9",
                "global",
                "us-gov-east-1",
                "eu-central-1.evil.test",
                "http://169.254.169.254",
                "../us-east-1",
                "eu-central-1\\u0000",
                "*",
                ""
            })
    void aRegionThatDoesNotExistIsRefused(String region) {
        connect("{\"account\": \"%s\", \"regions\": [\"%s\"]}".formatted(world.accountId(), region))
                .then()
                .statusCode(400)
                .body("detail", containsString("AWS region"));
        nothingIsConnected();
    }

    @Test
    void aNameOfSeveralLinesIsRefused() {
        refused("{'account': '%s', 'name': 'prod\\r\\nX: 1'}", "one line without control characters");
    }

    @Test
    void anEndlessNameIsRefused() {
        refused("{'account': '%s', 'name': '" + "x".repeat(200_000) + "'}", "at most 120 characters");
    }

    @Test
    void endlesslyManyRegionsAreRefused() {
        refused("{'account': '%s', 'regions': [" + "'us-east-1',".repeat(60) + "'us-east-1']}", "regions");
    }

    @Test
    void anEndlessAccountIdIsRefusedAndNotSentBack() {
        // When
        Response answer = connect("{\"account\": \"" + "1".repeat(1_000_000) + "\"}");
        // Then
        answer.then().statusCode(400).body("detail", containsString("is not twelve digits"));
        assertThat(answer.asString().length()).isLessThan(500);
        nothingIsConnected();
    }

    /** @param body with single quotes, and {@code %s} for an account id */
    private void refused(String body, String why) {
        connect(body.replace('\'', '"').replace("%s", world.accountId().value()))
                .then()
                .statusCode(400)
                .contentType(containsString("application/problem+json"))
                .body("detail", containsString(why));
        nothingIsConnected();
    }

    private void nothingIsConnected() {
        callers.as(Role.VIEWER, tenant).get(ACCOUNTS, tenant.toString()).then().body("size()", is(0));
    }

    private Response connect(String body) {
        return callers.as(Role.ADMIN, tenant).body(body).post(ACCOUNTS, tenant.toString());
    }
}
