package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Draws the portal, to be looked at: {@code -Dvigil.pictures=FOLDER}. */
@OnKeycloak
@EnabledIfSystemProperty(named = "vigil.pictures", matches = ".+")
class PicturesIT {
    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry("posture", "/t/tidewater/posture"),
            Map.entry("findings", "/t/tidewater/findings"),
            Map.entry("finding", "/t/tidewater/findings/" + Estate.FINDING + "?state=open"),
            Map.entry("finding-excepted", "/t/tidewater/findings/" + Estate.EXCEPTED + "?state=excepted"),
            Map.entry("exceptions", "/t/tidewater/exceptions"),
            Map.entry("exceptions-in-force", "/t/tidewater/exceptions?state=in_force"),
            Map.entry("exceptions-ended", "/t/tidewater/exceptions?state=ended"),
            Map.entry("exception-new", "/t/tidewater/exceptions/new?finding=" + Estate.FINDING),
            Map.entry("exception-in-force", "/t/tidewater/exceptions/" + Estate.IN_FORCE),
            Map.entry("fleet", "/fleet?check=ec2-security-group-no-public-ssh"),
            Map.entry("accounts", "/t/tidewater/accounts"),
            Map.entry("account", "/t/tidewater/accounts/" + Estate.ACCOUNT),
            Map.entry("transfer", "/t/tidewater/accounts/" + Estate.ACCOUNT + "/transfer"),
            Map.entry("organization", "/t/tidewater/accounts/organization"),
            Map.entry("connect", "/t/tidewater/accounts/connect"),
            Map.entry("scan", "/t/tidewater/scans/" + Estate.RUNNING),
            Map.entry("scan-finished", "/t/tidewater/scans/" + Estate.FINISHED),
            Map.entry("framework", "/t/tidewater/frameworks/cis-aws-7.0"),
            Map.entry("attestations", "/t/tidewater/attestations?state=in_force"),
            Map.entry("attestation", "/t/tidewater/attestations/" + Estate.ATTEST_WAITING),
            Map.entry("attest", "/t/tidewater/attestations/new?framework=cis-aws-7.0&requirement=6.8"),
            Map.entry("frameworks", "/t/tidewater/frameworks"),
            Map.entry("reports", "/t/tidewater/reports"),
            Map.entry("subscription", "/t/tidewater/reports/subscriptions/" + Estate.SUBSCRIPTION),
            Map.entry("channels", "/t/tidewater/settings/channels"),
            Map.entry("channel", "/t/tidewater/settings/channels/" + Estate.CHANNEL),
            Map.entry("alert-rules", "/t/tidewater/settings/alerts"),
            Map.entry("enter", Estate.ENTER),
            Map.entry("access", "/t/tidewater/settings/access"),
            Map.entry("outside", "/t/halden/findings"),
            Map.entry("history", "/t/tidewater/history"),
            Map.entry("schedules", "/t/tidewater/schedules?edit=0198a000-0000-7000-8000-00000000c002"),
            Map.entry("fleet-schedules", "/fleet/schedules"),
            Map.entry("offboarding", "/fleet/offboarding"),
            Map.entry("triage", "/fleet/triage"),
            Map.entry("audit-queue", "/fleet/audits"),
            Map.entry("audits", "/t/tidewater/audits"),
            Map.entry("audit", "/t/tidewater/audits/" + Estate.AUDIT),
            Map.entry("audit-signed", "/t/tidewater/audits/" + Estate.SIGNED_AUDIT),
            Map.entry("audited-account", "/t/tidewater/audits/" + Estate.AUDIT + "/accounts/" + Estate.ACCOUNT),
            Map.entry("acknowledgements", "/fleet/responsibility?of=all"),
            Map.entry("failure", "/t/tidewater/nothing"));

    @Inject
    World world;

    @Inject
    Estate estate;

    private record Window(String name, int width, ColorScheme scheme) {}

    @Test
    void draws() {
        estate.tidewater();
        world.inside(World.NADIA, Role.MSP_ADMIN, "tidewater");
        Path folder = Path.of(System.getProperty("vigil.pictures"));
        try (Chromium chromium = Chromium.start()) {
            for (Window window : new Window[] {
                new Window("light", 1440, ColorScheme.LIGHT),
                new Window("dark", 1440, ColorScheme.DARK),
                new Window("phone", 390, ColorScheme.LIGHT)
            }) {
                Page page = chromium.window(
                        world.signedIn(World.NADIA, "Nadia Verhoeven"), window.width(), window.scheme());
                SHOWN.forEach((name, path) -> draw(page, path, folder.resolve(name + "-" + window.name() + ".png")));
                page.navigate("/t/tidewater/findings");
                page.locator("details.take summary").click();
                shoot(page, folder.resolve("findings-export-" + window.name() + ".png"));
                page.context().close();
                world.member(World.VERA, "tidewater", Role.ADMIN);
                Page customer =
                        chromium.window(world.signedIn(World.VERA, "Vera Lindqvist"), window.width(), window.scheme());
                draw(
                        customer,
                        "/t/tidewater/settings/access",
                        folder.resolve("access-of-customer-" + window.name() + ".png"));
                draw(
                        customer,
                        "/t/tidewater/exceptions/" + Estate.WAITING,
                        folder.resolve("exception-of-customer-" + window.name() + ".png"));
                customer.context().close();
                Page door = chromium.window(world.visitor(), window.width(), window.scheme());
                draw(door, "/", folder.resolve("welcome-" + window.name() + ".png"));
                door.context().close();
            }
        }
        assertThat(folder).isDirectoryContaining("glob:**posture-light.png");
    }

    private static void draw(Page page, String path, Path file) {
        page.navigate(path);
        shoot(page, file);
    }

    private static void shoot(Page page, Path file) {
        page.evaluate("() => document.fonts.ready");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }
}
