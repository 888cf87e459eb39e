package io.vigil.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Connecting an account over the real parts: by a person with a browser, and whatever may stand in the way. */
@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class ConnectE2ET {
    private static final int MOST_ACTIONS = 6;
    private static final Duration MOST_TIME = Duration.ofSeconds(90);
    private static final LocatorAssertions.IsVisibleOptions WITHIN_THE_TIME =
            new LocatorAssertions.IsVisibleOptions().setTimeout(MOST_TIME.toMillis());

    /** Counts what a person does in the portal. */
    private static final class Hands {
        private final Page page;
        private int actions;

        Hands(Page page) {
            this.page = page;
        }

        Hands type(String field, String text) {
            actions++;
            page.fill(field, text);
            return this;
        }

        Hands click(String what) {
            actions++;
            page.click(what);
            return this;
        }
    }

    @Test
    void fromTheLoginToTheFirstFindingItTakesSixActionsAndNinetySeconds() {
        Platform platform = Platform.running();
        try (Browser browser = Browser.open(platform)) {
            // Given
            Customer.leaveAll(platform, People.VERA);
            Customer customer = Customer.create(platform, People.VERA);
            SandboxAccount account = SandboxAccount.copyOf(platform, "111122223333");
            Page page = browser.atTheLogin();
            Hands person = new Hands(page);

            // When the person logs in, types the account id and nothing else
            long began = System.nanoTime();
            person.type("#username", People.VERA.user)
                    .click("#kc-login")
                    .type("#password", platform.demoPassword())
                    .click("#kc-login");
            page.waitForURL("**/accounts/connect");
            person.type("input[name=account]", account.id()).click("text=Continue");
            page.waitForURL("**/accounts/" + account.id());
            Browser.picture(page, "connect-waiting");
            Duration offered = since(began);

            // and creates in AWS what the page offers
            String role = page.request().get(page.url() + "/role?format=json").text();
            account.deploy(role);
            long deployed = System.nanoTime();

            // Then the page turns green by itself
            assertThat(page.locator("h2:text-is('Read-only role')")).isVisible(WITHIN_THE_TIME);
            Duration green = since(deployed);
            assertThat(page.locator(".first-finding").first()).isVisible(WITHIN_THE_TIME);
            Duration firstFinding = since(deployed);
            Duration all = since(began);
            Browser.picture(page, "connect-first-findings");
            assertThat(Browser.barriers(page)).isEmpty();
            System.out.printf(
                    "connect: %d actions; offers after %.1f s; green %.1f s and first finding %.1f s after the role was there; %.1f s from login to finding%n",
                    person.actions, seconds(offered), seconds(green), seconds(firstFinding), seconds(all));
            assertThat(person.actions).isLessThanOrEqualTo(MOST_ACTIONS);
            assertThat(firstFinding).isLessThan(Duration.ofSeconds(60));
            assertThat(all).isLessThan(MOST_TIME);

            // and the role that was offered allows all that is needed
            JsonNode known = awaitActions(customer, account);
            assertThat(known.at("/actions/missing")).isEmpty();
            assertThat(known.at("/actions/allowed").asInt()).isGreaterThan(100);
        }
    }

    @Test
    void aRoleThatOthersCouldUseIsBlockedUntilItIsMended() {
        // Given
        Customer customer = Customer.create(Platform.running(), People.AMIR);
        SandboxAccount account = SandboxAccount.copyOf(Platform.running(), "777788889999");
        account.trustEverybodyOfTheProvider();
        String externalId = customer.api()
                .post(customer.path("/accounts"), Map.of("account", account.id()))
                .expect(201)
                .required("externalId")
                .asText();
        // When
        awaitState(customer, account, "UNSAFE");
        // Then
        customer.api()
                .post(customer.path("/scans"), Map.of("account", account.id()))
                .expect(409);
        assertThat(People.MAREK
                        .login(Platform.running())
                        .get("/operations")
                        .expect(200)
                        .required("blocked")
                        .findValuesAsText("account"))
                .contains(account.id());

        // When
        account.trust(externalId);
        // Then
        awaitState(customer, account, "CONNECTED");
    }

    @Test
    void whatAnOrganizationForbidsIsNamedWithItsChecks() {
        // Given
        Customer customer = Customer.create(Platform.running(), People.AMIR);
        SandboxAccount account = SandboxAccount.copyOf(Platform.running(), "777788889999");
        account.fault("ec2", "DescribeFlowLogs", "explicit-deny");
        account.fault("guardduty", "ListDetectors", "boundary-deny");
        String externalId = customer.api()
                .post(customer.path("/accounts"), Map.of("account", account.id()))
                .expect(201)
                .required("externalId")
                .asText();
        // When
        account.trust(externalId);
        JsonNode known = awaitActions(customer, account);
        // Then
        assertThat(known.at("/actions/missing").findValuesAsText("action"))
                .containsExactlyInAnyOrder("ec2:DescribeFlowLogs", "guardduty:ListDetectors");
        assertThat(known.at("/actions/missing").findValuesAsText("by"))
                .containsExactlyInAnyOrder("SERVICE_CONTROL_POLICY", "PERMISSIONS_BOUNDARY");
        known.at("/actions/missing")
                .forEach(missing -> assertThat(missing.path("checks")).isNotEmpty());
    }

    private static JsonNode awaitActions(Customer customer, SandboxAccount account) {
        return await("what the role may do")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(300))
                .until(
                        () -> connection(customer, account),
                        known -> known.path("actions").isObject());
    }

    private static void awaitState(Customer customer, SandboxAccount account, String state) {
        await("account is " + state)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> connection(customer, account).path("state").asText(), state::equals);
    }

    private static JsonNode connection(Customer customer, SandboxAccount account) {
        return customer.api()
                .get(customer.path("/accounts/" + account.id() + "/connection"))
                .expect(200);
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
