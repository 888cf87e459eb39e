package io.vigil.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The portal over real services, with a browser. */
@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class PortalE2ET {
    private static final double SCAN_MILLIS = 120_000;
    private static final String SSH = "Security groups keep SSH closed to the internet";

    @Test
    void aCustomerSeesWhatAScanFoundAndWhatChangedSinceTheLastOne() {
        Platform platform = Platform.running();
        try (Browser browser = Browser.open(platform)) {
            // Given
            Customer customer = Customer.create(platform, People.AMIR);
            SandboxAccount account = customer.connect("111122223333");
            customer.scan(account);
            account.openSsh();
            Page page = browser.loggedIn(People.AMIR);

            // When the person scans from the portal
            browser.go(page, "/t/%s/accounts/%s".formatted(customer.slug(), account.id()));
            page.click("text=Scan now");
            page.waitForURL("**/scans/*");

            // Then the page follows it by itself to its end
            assertThat(page.locator("text=See the posture"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SCAN_MILLIS));
            Browser.picture(page, "scan");
            assertThat(Browser.barriers(page)).isEmpty();

            // and every page shows it
            for (String name : List.of(
                    "posture",
                    "findings",
                    "accounts",
                    "frameworks",
                    "frameworks/vigil-baseline",
                    "reports",
                    "history")) {
                assertThat(browser.go(page, "/t/" + customer.slug() + "/" + name))
                        .as(name)
                        .isEqualTo(200);
                assertThat(page.locator("h1")).hasCount(1);
                Browser.picture(page, name.replace('/', '-'));
                assertThat(Browser.barriers(page)).as(name).isEmpty();
            }
            browser.go(page, "/t/" + customer.slug() + "/history?only=opened");
            assertThat(page.locator("main")).containsText(SSH);

            // When the port closes
            account.closeSsh();
            customer.scan(account);
            browser.go(page, "/t/" + customer.slug() + "/history?only=resolved");

            // Then the portal shows that, too
            assertThat(page.locator("main")).containsText(SSH);
        }
    }

    @Test
    void anotherCustomersPagesAndExportsAreNotThere() {
        Platform platform = Platform.running();
        try (Browser browser = Browser.open(platform)) {
            // Given
            Customer other = Customer.create(platform, People.BRUNA);
            SandboxAccount account = other.connect("777788889999");
            String scan = other.scan(account).required("id").asText();
            String report = other.report("csv");
            String finding = other.findings("account=" + account.id())
                    .getFirst()
                    .required("id")
                    .asText();
            Customer.create(platform, People.VERA);
            Page stranger = browser.loggedIn(People.VERA);
            Page owner = browser.loggedIn(People.BRUNA);

            for (String path : List.of(
                    "posture",
                    "findings",
                    "findings/" + finding,
                    "findings.csv",
                    "accounts",
                    "accounts/" + account.id(),
                    "scans/" + scan,
                    "frameworks",
                    "frameworks/vigil-baseline",
                    "reports",
                    "reports/" + report + "/content",
                    "history")) {
                String address = platform.portal()
                        .resolve("/t/" + other.slug() + "/" + path)
                        .toString();
                // When, Then
                assertThat(stranger.request().get(address).status())
                        .as("foreign %s", path)
                        .isEqualTo(404);
                assertThat(owner.request().get(address).status())
                        .as("own %s", path)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void theProvidersTeamSeesEveryCustomer() {
        Platform platform = Platform.running();
        try (Browser browser = Browser.open(platform)) {
            // Given
            Customer customer = Customer.create(platform, People.AMIR);
            customer.scan(customer.connect("444455556666"));
            Page page = browser.loggedIn(People.MAREK);

            // When
            int status = browser.go(page, "/fleet");
            Browser.picture(page, "fleet");

            // Then
            assertThat(status).isEqualTo(200);
            assertThat(page.locator("main")).containsText(customer.slug());
            assertThat(Browser.barriers(page)).isEmpty();
        }
    }
}
