package io.vigil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The provider's staff in a customer's tenant: by a grant, and not a second longer. */
@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class GrantsE2ET {
    private static final Duration AT_MOST = Duration.ofSeconds(1);
    private static final List<String> INSIDE =
            List.of("/accounts", "/scans", "/members", "/posture", "/findings", "/pack");

    private static Platform platform;

    @BeforeAll
    static void anAnalyst() {
        platform = Platform.running();
        hired("MSP_ANALYST");
    }

    private static void hired(String role) {
        People.MAREK
                .login(platform)
                .post(
                        "/msp/members",
                        Map.of("subject", People.NADIA.subject, "email", "nadia@lanternfield.example", "role", role))
                .expect(201);
    }

    private static String enters(Api staff, Customer customer, String duration) {
        JsonNode grant = staff.post(
                        customer.path("/grants"),
                        Map.of("reason", "A question", "ticket", "OPS-1", "duration", duration))
                .expect(201);
        assertThat(grant.required("state").asText()).isEqualTo("OPEN");
        return grant.required("id").asText();
    }

    private static void sees(Api staff, Customer customer, int status) {
        for (String path : INSIDE)
            assertThat(staff.get(customer.path(path)).status()).as(path).isEqualTo(status);
    }

    @Test
    void aGrantOfOneCustomerOpensNothingOfAnotherAndNothingAfterItsEnd() {
        // Given
        Customer one = Customer.create(platform, People.AMIR);
        Customer two = Customer.create(platform, People.BRUNA);
        Api nadia = People.NADIA.login(platform);
        for (Api staff : List.of(nadia, People.MAREK.login(platform))) {
            sees(staff, one, 404);
            assertThat(staff.get(one.path("")).status()).isEqualTo(200);
        }
        // When
        String grant = enters(nadia, one, "PT1H");
        // Then
        sees(nadia, one, 200);
        sees(nadia, two, 404);
        assertThat(nadia.post(one.path("/members"), Map.of()).status()).isEqualTo(403);
        JsonNode seen = one.api().get(one.path("/grants")).expect(200).at("/items/0");
        assertThat(seen.path("reason").asText()).isEqualTo("A question");
        assertThat(seen.path("ticket").asText()).isEqualTo("OPS-1");
        assertThat(seen.path("name").asText()).isNotBlank();
        // When
        one.api().delete(one.path("/grants/" + grant)).expect(204);
        // Then
        await().atMost(Duration.ofSeconds(1))
                .until(() -> nadia.get(one.path("/accounts")).status() == 404);
        sees(nadia, one, 404);
        String unknown = nadia.get("/tenants/ffffffff-ffff-4fff-8fff-ffffffffffff/accounts")
                .text();
        assertThat(nadia.get(one.path("/accounts")).text().replaceAll("[0-9a-f-]{36}", "*"))
                .isEqualTo(unknown.replaceAll("[0-9a-f-]{36}", "*"));
        // When
        enters(nadia, one, "PT1S");
        // Then
        await().atMost(Duration.ofSeconds(3))
                .until(() -> nadia.get(one.path("/accounts")).status() == 404);
        sees(nadia, one, 404);
    }

    @Test
    void whoIsNoLongerPermittedIsOutWithinASecondAlsoOnAnOpenStream() throws Exception {
        // Given
        Customer customer = Customer.create(platform, People.AMIR);
        Api nadia = People.NADIA.login(platform);
        Api vera = People.VERA.login(platform);
        // When, Then
        measured(customer, nadia, "grant revoked", () -> {
            String grant = enters(nadia, customer, "PT1H");
            return () ->
                    customer.api().delete(customer.path("/grants/" + grant)).expect(204);
        });
        measured(customer, vera, "membership removed", () -> {
            member(customer, "OPERATOR");
            return () -> customer.api()
                    .delete(customer.path("/members/" + People.VERA.subject))
                    .expect(204);
        });
        measured(customer, vera, "role lowered", () -> {
            member(customer, "OPERATOR");
            return () -> member(customer, "VIEWER");
        });
        customer.api().delete(customer.path("/members/" + People.VERA.subject)).expect(204);
        measured(customer, nadia, "staff role lowered", () -> {
            hired("MSP_ANALYST");
            enters(nadia, customer, "PT1H");
            return () -> hired("MSP_VIEWER");
        });
        hired("MSP_ANALYST");
        measured(customer, nadia, "grant expired", () -> {
            enters(nadia, customer, "PT4S");
            long ends = System.nanoTime() + Duration.ofSeconds(4).toNanos();
            return () -> await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() >= ends);
        });
    }

    private interface Permission {
        Runnable given();
    }

    private void measured(Customer customer, Api who, String how, Permission permission) throws Exception {
        SandboxAccount account = customer.connect("111122223333");
        // so late are AWS's answers that the scan goes on while its stream is looked at
        account.delay(/* millis */ 2_000);
        String scan = customer.requestScan(account);
        Runnable revocation = permission.given();
        try (Api.Stream stream = who.stream(customer.path("/scans/" + scan + "/progress"))) {
            await("the stream speaks").until(() -> stream.lines() > 0);
            revocation.run();
            Duration took = stream.untilItEnds();
            String state = customer.state(scan);
            System.out.printf(
                    "revocation: %s, the open stream ended after %d ms (scan %s)%n", how, took.toMillis(), state);
            assertThat(state).as("the stream ended by the revocation").isIn("QUEUED", "RUNNING");
            assertThat(took).as(how).isLessThan(AT_MOST);
        } finally {
            account.heal();
            customer.api().delete(customer.path("/scans/" + scan));
        }
    }

    private static void member(Customer customer, String role) {
        customer.api()
                .post(
                        customer.path("/members"),
                        Map.of("subject", People.VERA.subject, "email", "vera@customer.example", "role", role))
                .expect(201);
    }

    @Test
    void anAnalystEntersByTheFormAndTheCustomerEndsTheVisit() {
        try (Browser browser = Browser.open(platform)) {
            // Given
            Customer customer = Customer.create(platform, People.AMIR);
            Page nadia = browser.loggedIn(People.NADIA);
            Page amir = browser.loggedIn(People.AMIR);
            assertThat(browser.go(nadia, "/t/" + customer.slug() + "/accounts")).isEqualTo(404);
            // When
            nadia.click("main a.btn");
            nadia.fill("[name=reason]", "Connect the first account");
            nadia.fill("[name=ticket]", "OPS-2");
            nadia.selectOption("[name=lasts]", "PT30M");
            Browser.picture(nadia, "enter");
            nadia.click("main button.p");
            // Then
            nadia.waitForURL("**/t/" + customer.slug() + "/accounts");
            PlaywrightAssertions.assertThat(nadia.locator(".msp-strip")).containsText("Connect the first account");
            Browser.picture(nadia, "inside");
            // When
            browser.go(amir, "/t/" + customer.slug() + "/settings/access");
            PlaywrightAssertions.assertThat(amir.locator("main")).containsText("OPS-2");
            Browser.picture(amir, "access");
            assertThat(Browser.barriers(amir)).isEmpty();
            amir.click("[aria-label^='Revoke the grant']");
            // Then
            PlaywrightAssertions.assertThat(amir.locator("main")).containsText("Revoked by");
            assertThat(browser.go(nadia, "/t/" + customer.slug() + "/accounts")).isEqualTo(404);
        }
    }
}
