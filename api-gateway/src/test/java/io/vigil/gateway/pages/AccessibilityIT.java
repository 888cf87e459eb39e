package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What axe finds on the pages in a real browser, and whether they fit small windows. */
@OnKeycloak
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityIT {
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final List<String> MOST_READ = List.of(
            "/t/tidewater/posture",
            "/t/tidewater/findings/" + Estate.FINDING + "?state=open",
            "/fleet?check=ec2-security-group-no-public-ssh",
            "/t/tidewater/scans/" + Estate.RUNNING);
    private static final boolean FULL = Boolean.getBoolean("vigil.full");
    private static final long SEED = Long.getLong("vigil.seed", 20261123L);
    private static final int DESK = 1440;
    private static final int PHONE = 390;

    /** What 400 % zoom makes of a desk's window. */
    private static final int SMALLEST = 320;

    @Inject
    World world;

    @Inject
    Estate estate;

    @SuppressWarnings("NullAway.Init")
    private Chromium chromium;

    @BeforeAll
    void open() {
        chromium = Chromium.start();
    }

    @AfterAll
    void shut() {
        if (chromium != null) chromium.close();
    }

    private Visitor staff() {
        world.inside(World.NADIA, Role.MSP_ADMIN, "tidewater");
        return world.signedIn(World.NADIA, "Nadia Verhoeven");
    }

    private static List<String> pages() {
        return Stream.concat(
                        Estate.PAGES.stream().map(page -> "/t/tidewater" + page),
                        Stream.of(
                                "/fleet/schedules",
                                "/fleet/pack",
                                "/fleet/offboarding",
                                "/fleet/responsibility",
                                "/fleet/triage",
                                "/fleet/audits",
                                "/fleet?check=ec2-security-group-no-public-ssh",
                                Estate.ENTER,
                                "/workspaces",
                                "/t/tidewater/nothing-here"))
                .toList();
    }

    /** Half of them, by {@code -Dvigil.seed}. */
    private static List<String> someOf(List<String> pages) {
        System.out.println("AccessibilityIT: vigil.seed=" + SEED);
        List<String> mixed = new ArrayList<>(pages);
        Collections.shuffle(mixed, new Random(SEED));
        return mixed.subList(0, mixed.size() / 2);
    }

    /** One line for every violation, so that one run names them all. */
    private List<String> violations(Visitor visitor, List<String> paths, int width, ColorScheme scheme) {
        List<String> found = new ArrayList<>();
        Page page = chromium.window(visitor, width, scheme);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) found.add(page.url() + ": " + message.text());
        });
        for (String path : paths) {
            page.navigate(path);
            new AxeBuilder(page)
                    .withTags(WCAG)
                    .analyze()
                    .getViolations()
                    .forEach(violation -> violation
                            .getNodes()
                            .forEach(node -> found.add("%s at %d %s: %s %s %s"
                                    .formatted(
                                            path,
                                            width,
                                            scheme,
                                            violation.getId(),
                                            node.getTarget(),
                                            node.getHtml()))));
            if (overflows(page)) found.add("%s scrolls sideways at %d: %s".formatted(path, width, widest(page)));
        }
        page.context().close();
        return found;
    }

    private static boolean overflows(Page page) {
        return (Boolean)
                page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    private static Object widest(Page page) {
        return page.evaluate("() => [...document.querySelectorAll('body *')]"
                + ".filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 4)"
                + ".map(e => e.tagName + '.' + e.className)");
    }

    @Test
    void nothingStandsInTheWayOfWhatIsReadMostAtADeskByDay() {
        estate.tidewater();
        assertThat(violations(staff(), MOST_READ, DESK, ColorScheme.LIGHT)).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true")
    void nothingStandsInTheWayAtADeskByDay() {
        estate.tidewater();
        assertThat(violations(staff(), pages(), DESK, ColorScheme.LIGHT)).isEmpty();
    }

    @Test
    void nothingStandsInTheWayOnAPhoneAtNight() {
        estate.tidewater();
        assertThat(violations(staff(), FULL ? pages() : someOf(pages()), PHONE, ColorScheme.DARK))
                .isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true")
    void nothingStandsInTheWayAtADeskAtNight() {
        estate.tidewater();
        assertThat(violations(staff(), pages(), DESK, ColorScheme.DARK)).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true")
    void nothingStandsInTheWayOnAPhoneByDay() {
        estate.tidewater();
        assertThat(violations(staff(), pages(), PHONE, ColorScheme.LIGHT)).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true")
    void nothingStandsInTheWayWhereThereIsNothing() {
        estate.untouched();
        assertThat(violations(
                        staff(),
                        List.of(
                                "/t/tidewater/posture",
                                "/t/tidewater/findings",
                                "/t/tidewater/accounts",
                                "/t/tidewater/frameworks",
                                "/t/tidewater/history",
                                "/t/tidewater/reports",
                                "/t/tidewater/audits",
                                "/fleet/audits",
                                "/t/tidewater/settings/channels",
                                "/t/tidewater/settings/alerts",
                                "/fleet"),
                        PHONE,
                        ColorScheme.LIGHT))
                .isEmpty();
    }

    @Test
    void nothingStandsInTheWayAtTheDoor() {
        world.empty();
        world.tenantService().on("POST", "/invitations/look", Upstream.json("""
                {"invitation":{"customer":"Tidewater Energy","inviter":"Amir","email":"ida@tidewater-energy.example",
                 "role":"AUDITOR","state":"OPEN","loginExists":false}}"""));
        world.reportService().on("POST", "/subscription-links/look", Upstream.json("""
                {"link":{"kind":"UNSUBSCRIBE","state":"CONFIRMED","customer":"Tidewater Energy","subscription":"%s",
                 "address":"ida@tidewater-energy.example"}}""".formatted("x".repeat(100))));
        List<String> doors =
                List.of("/", "/invitations/" + "s".repeat(43), "/subscriptions/unsubscribe/" + "s".repeat(43));
        assertThat(violations(world.visitor(), doors, DESK, ColorScheme.DARK)).isEmpty();
        assertThat(violations(world.visitor(), doors, SMALLEST, ColorScheme.LIGHT))
                .isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true")
    void everyPageFitsTheSmallestWindow() {
        estate.tidewater();
        assertThat(tooWide()).isEmpty();
    }

    @Test
    void everyPageFitsTheSmallestWindowWhateverPeopleCallThings() {
        estate.hostile("x".repeat(400));
        assertThat(tooWide()).isEmpty();
    }

    private List<String> tooWide() {
        List<String> found = new ArrayList<>();
        Page page = chromium.window(staff(), SMALLEST, ColorScheme.LIGHT);
        for (String path : pages()) {
            page.navigate(path);
            if (overflows(page)) found.add(path + ": " + widest(page));
        }
        page.context().close();
        return found;
    }
}
