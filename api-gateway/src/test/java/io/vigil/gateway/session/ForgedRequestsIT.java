package io.vigil.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnKeycloak
class ForgedRequestsIT {
    private static final String ACCOUNTS = "/t/tidewater/accounts";

    @Inject
    World world;

    @BeforeEach
    void aCustomerWithOneAdministrator() {
        world.empty();
        var tenant = world.tenant("tidewater", "Tidewater Energy");
        world.member(World.VERA, "tidewater", Role.ADMIN);
        world.tenantService()
                .on("POST", "/tenants/" + tenant + "/accounts", Upstream.problem(409, "already connected"));
    }

    private int connect(Visitor visitor, String csrf, String... headers) {
        var answer = visitor.post(ACCOUNTS, Map.of("account", "123456789012", "csrf", csrf), headers);
        boolean arrived = world.tenantService().asked().stream()
                .anyMatch(asked -> asked.method().equals("POST"));
        assertThat(arrived).isEqualTo(answer.statusCode() == 400);
        return answer.statusCode();
    }

    @Test
    void letsAFormOfThisSessionThrough() {
        Visitor visitor = world.signedIn(World.VERA, "Vera");
        // the service's own refusal shows that it was asked
        assertThat(connect(visitor, visitor.csrf(), "Origin", World.home().toString(), "Sec-Fetch-Site", "same-origin"))
                .isEqualTo(400);
    }

    @Test
    void letsAHeaderStandForTheField() {
        Visitor visitor = world.signedIn(World.VERA, "Vera");
        assertThat(connect(visitor, "", "X-CSRF-Token", visitor.csrf())).isEqualTo(400);
    }

    @Test
    void refusesAFormWithoutTheSecret() {
        assertThat(connect(world.signedIn(World.VERA, "Vera"), "")).isEqualTo(403);
    }

    @Test
    void refusesTheSecretOfAnotherSession() {
        String stolen = world.signedIn(World.VERA, "Vera").csrf();
        assertThat(connect(world.signedIn(World.VERA, "Vera"), stolen)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin,https://intruder.example",
        "Origin,null",
        "Origin,http://127.0.0.1",
        "Sec-Fetch-Site,cross-site",
        "Sec-Fetch-Site,same-site"
    })
    void refusesAnotherSiteEvenWithTheSecret(String header, String value) {
        Visitor visitor = world.signedIn(World.VERA, "Vera");
        assertThat(connect(visitor, visitor.csrf(), header, value)).isEqualTo(403);
    }

    @Test
    void saysWhatToDo() {
        // When
        var answer = world.signedIn(World.VERA, "Vera").post("/theme", Map.of());
        // Then
        assertThat(answer.body()).contains("This form is no longer valid. Load the page again and repeat it.");
    }

    @Test
    void refusesALogoutThatAnotherSiteWants() {
        // Given
        Visitor visitor = world.signedIn(World.VERA, "Vera");
        // When
        int status = visitor.post("/logout", Map.of()).statusCode();
        // Then
        assertThat(status).isEqualTo(403);
        assertThat(visitor.get("/workspaces").statusCode()).isEqualTo(200);
    }
}
