package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnKeycloak
class ImportPageIT {
    private static final String PAGE = "/t/tidewater/accounts/import";

    @Inject
    World world;

    @Inject
    Estate estate;

    private TenantId tenant = TenantId.of("00000000-0000-0000-0000-000000000000");

    @BeforeEach
    void aCustomer() {
        tenant = estate.tidewater();
    }

    private Visitor as(Role role) {
        world.member(World.VERA, "tidewater", role);
        return world.signedIn(World.VERA, "Vera");
    }

    private String sent() {
        return new String(
                world.tenantService()
                        .asked("/tenants/" + tenant + "/accounts/import")
                        .body(),
                StandardCharsets.UTF_8);
    }

    @Test
    void eachLineIsAnsweredAndWhatWasRefusedCanBeSentAgain() {
        // Given
        Visitor vera = as(Role.ADMIN);
        world.tenantService().on("POST", "/tenants/" + tenant + "/accounts/import", Upstream.json("""
                {"connected":1,"alreadyConnected":1,"refused":1,"rows":[
                 {"row":1,"account":"111122223333","result":"CONNECTED","message":null},
                 {"row":2,"account":"444455556666","result":"ALREADY_CONNECTED","message":null},
                 {"row":3,"account":"<b>12","result":"REFUSED","message":"is not twelve digits"}]}"""));
        String list = "111122223333,prod\n444455556666\n<b>12";
        // When
        var answer = vera.post(PAGE, Map.of("csrf", vera.csrf(), "list", list));
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("1 account connected, 1 before, 1 refused", "1111 2222 3333", "Was connected before")
                .contains("is not twelve digits", "&lt;b&gt;12</textarea>")
                .doesNotContain("<b>12");
        assertThat(sent()).isEqualTo("account,name,regions,roleName\n" + list);
        assertThat(world.tenantService()
                        .asked("/tenants/" + tenant + "/accounts/import")
                        .headers()
                        .get("content-type"))
                .startsWith("text/csv");
    }

    @Test
    void aListThatNamesItsColumnsGoesAsItIs() {
        // Given
        Visitor vera = as(Role.ADMIN);
        world.tenantService()
                .on(
                        "POST",
                        "/tenants/" + tenant + "/accounts/import",
                        Upstream.problem(400, "the body: column 'x' is none of [account]"));
        // When
        var answer = vera.post(PAGE, Map.of("csrf", vera.csrf(), "list", "account;x\n1;2"));
        // Then
        assertThat(sent()).isEqualTo("account;x\n1;2");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("is none of [account]", "account;x\n1;2</textarea>");
    }

    @Test
    void whoMayNotConnectIsShownNoForm() {
        assertThat(as(Role.OPERATOR).get(PAGE).body())
                .contains("An administrator connects accounts")
                .doesNotContain("<textarea");
    }
}
