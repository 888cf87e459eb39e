package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For how long the log of changes is kept, as the customer reads it and the provider changes it. */
@OnKeycloak
class RetentionPageIT {
    private static final String PAGE = "/t/tidewater/settings/retention";

    @Inject
    World world;

    @Inject
    Estate estate;

    private TenantId tenant;

    @BeforeEach
    void tidewater() {
        tenant = estate.tidewater();
        world.tenantService().on("PUT", retention(), Upstream.status(204, "text/plain", ""));
    }

    private String retention() {
        return "/tenants/" + tenant + "/retention";
    }

    private Visitor customer(Role role) {
        world.member(World.VERA, "tidewater", role);
        return world.signedIn(World.VERA, "Vera");
    }

    private Visitor provider(Grant.Kind kind) {
        world.inside(World.NADIA, Role.MSP_ADMIN, "tidewater", kind);
        return world.signedIn(World.NADIA, "Nadia");
    }

    @Test
    void theCustomerReadsItAndIsToldWhoChangesIt() {
        for (Role role : List.of(Role.VIEWER, Role.ADMIN)) {
            HttpResponse<String> page = customer(role).get(PAGE + "?months=13");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("36 months", "changes it; ask there", "href=\"/t/tidewater/settings/retention\"")
                    .doesNotContain("See what it does", "<button class=\"btn danger\">");
        }
        assertThat(provider(Grant.Kind.AUDIT).get(PAGE).body())
                .contains("inside by a grant to work")
                .doesNotContain("See what it does");
    }

    @Test
    void aChoiceSaysWhatItDoesBeforeItIsConfirmed() {
        Visitor nadia = provider(Grant.Kind.WORK);
        assertThat(nadia.get(PAGE).body()).contains("See what it does").doesNotContain("name=\"before\"");
        assertThat(nadia.get(PAGE + "?months=13").body())
                .contains("Keep it for 13 months instead of 36 months?", "is deleted at once", "name=\"slug\"");
        assertThat(nadia.get(PAGE + "?months=84").body())
                .contains("Keep it for 84 months instead of 36 months?", "Nothing is deleted")
                .doesNotContain("name=\"slug\"");
        for (String none : List.of("36", "12", "x", "", "13%22%3E%3Cb%3E"))
            assertThat(nadia.get(PAGE + "?months=" + none).body())
                    .as(none)
                    .contains("See what it does")
                    .doesNotContain("name=\"before\"");
        assertThat(puts()).isEmpty();
    }

    @Test
    void aLongerTimeIsConfirmedByOneButton() {
        // When
        HttpResponse<String> answer = provider(Grant.Kind.WORK).submit(PAGE, Map.of("months", "84", "before", "36"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Visitor.location(answer).getPath()).isEqualTo(PAGE);
        assertThat(puts()).containsExactly("{\"months\":84}");
    }

    @Test
    void aShorterTimeTakesTheCustomersSlug() {
        Visitor nadia = provider(Grant.Kind.WORK);
        for (String slug : List.of("", "halden")) {
            HttpResponse<String> refused = nadia.submit(PAGE, Map.of("months", "13", "before", "36", "slug", slug));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("Type tidewater", "is deleted at once");
        }
        assertThat(puts()).isEmpty();
        assertThat(nadia.submit(PAGE, Map.of("months", "13", "before", "36", "slug", "tidewater"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(puts()).containsExactly("{\"months\":13}");
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsLookedAtAgain() {
        HttpResponse<String> late = provider(Grant.Kind.WORK).submit(PAGE, Map.of("months", "84", "before", "13"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("changed it meanwhile");
        assertThat(puts()).isEmpty();
    }

    @Test
    void nobodyElseChangesIt() {
        for (Role role : List.of(Role.OPERATOR, Role.ADMIN))
            assertThat(customer(role)
                            .submit(PAGE, Map.of("months", "84", "before", "36"))
                            .statusCode())
                    .isEqualTo(400);
        assertThat(provider(Grant.Kind.AUDIT)
                        .submit(PAGE, Map.of("months", "84", "before", "36"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(puts()).isEmpty();
    }

    @Test
    void whyTheServiceRefusesIsSaid() {
        world.tenantService().on("PUT", retention(), Upstream.problem(409, "this customer is being off-boarded"));
        HttpResponse<String> refused = provider(Grant.Kind.WORK).submit(PAGE, Map.of("months", "84", "before", "36"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("this customer is being off-boarded", "Keep it longer");
    }

    private List<String> puts() {
        return world.tenantService().asked().stream()
                .filter(asked -> asked.method().equals("PUT"))
                .map(asked -> new String(asked.body(), StandardCharsets.UTF_8))
                .toList();
    }
}
