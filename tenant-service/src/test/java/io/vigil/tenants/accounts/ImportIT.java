package io.vigil.tenants.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnRealParts
class ImportIT {
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
    void everyRowOfAListIsAnsweredAndTheSameListMayComeAgain() {
        // Given
        AccountId first = world.accountId();
        AccountId second = world.accountId();
        AccountId theirs = world.account(world.tenant());
        String csv = """
                account,name,regions
                %s,"Production, EU",eu-central-1 eu-west-1
                %s,,
                %s,Taken,
                12345,Short,
                999988887777,Ours,
                %s,Nowhere,eu-nowhere-1
                """.formatted(first, second, theirs, world.accountId());
        // When
        Response answer = send("text/csv", csv);
        // Then
        answer.then()
                .statusCode(200)
                .body("connected", is(2))
                .body("refused", is(4))
                .body("rows[0].result", is("CONNECTED"))
                .body("rows[2].message", containsString("already connected"))
                .body("rows[3].account", is("12345"))
                .body("rows[3].message", containsString("is not twelve digits"))
                .body("rows[4].message", containsString("this installation scans from"))
                .body("rows[5].message", containsString("no AWS region"));
        assertThat(world.account(tenant, first).getString("name")).isEqualTo("Production, EU");
        assertThat(world.account(tenant, first).getList("regions")).hasSize(2);
        String externalId = world.account(tenant, first).getString("externalId");

        // When
        send("text/csv", csv)
                .then()
                .body("connected", is(0))
                .body("alreadyConnected", is(2))
                .body("refused", is(4));
        // Then
        assertThat(world.account(tenant, first).getString("externalId")).isEqualTo(externalId);
    }

    @Test
    void aListOfJsonIsTheSame() {
        // Given
        AccountId account = world.accountId();
        String body = """
                [{"account": "%s", "name": "One"}, {"account": "%s", "externalId": "mine"}, null, 7]
                """.formatted(account, world.accountId());
        // When, Then
        send("application/json", body)
                .then()
                .statusCode(200)
                .body("connected", is(1))
                .body("refused", is(3))
                .body("rows[1].message", containsString("externalId: is not asked for"));
    }

    @Test
    void aListAsASpreadsheetOfAnotherCountryWritesItIsTheSame() {
        // Given
        AccountId account = world.accountId();
        String csv = "account;name;regions\r\n%s;\"Production; EU\";eu-central-1 eu-west-1\r\n%s;;\r\n\r\n%s\r\n"
                .formatted(account, world.accountId(), world.accountId());
        // When, Then
        send("text/csv", csv).then().statusCode(200).body("connected", is(3));
        assertThat(world.account(tenant, account).getString("name")).isEqualTo("Production; EU");
        assertThat(world.account(tenant, account).getList("regions")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"account,secret\n123456789012,x\n", "account,account\n1,2\n", "name\nproduction\n"})
    void whatIsNoListOfAccountsIsRefusedWhole(String csv) {
        send("text/csv", csv).then().statusCode(400).body("detail", containsString("the body"));
    }

    @Test
    void aListThatIsTooLongIsRefusedWhole() {
        send("text/csv", "account\n" + "1\n".repeat(1_001)).then().statusCode(413);
    }

    private Response send(String type, String body) {
        return callers.as(Role.ADMIN, tenant)
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("text/csv", io.restassured.http.ContentType.TEXT)))
                .contentType(type)
                .body(body)
                .post("/tenants/{tenant}/accounts/import", tenant.toString());
    }
}
