package io.vigil.gateway.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The portal without a mouse. */
@OnKeycloak
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyboardIT {
    private static final String FINDINGS = "/t/tidewater/findings";
    private static final Pattern ONE_OPEN = Pattern.compile(".*/findings/[0-9a-f-]{36}\\?state=open");

    @Inject
    World world;

    @Inject
    Estate estate;

    @SuppressWarnings("NullAway.Init")
    private Chromium chromium;

    @SuppressWarnings("NullAway.Init")
    private Page page;

    @BeforeAll
    void open() {
        chromium = Chromium.start();
    }

    @AfterAll
    void shut() {
        if (chromium != null) chromium.close();
    }

    @BeforeEach
    void findings() {
        estate.tidewater();
        world.member(World.VERA, "tidewater", Role.ADMIN);
        page = chromium.window(world.signedIn(World.VERA, "Vera Lindqvist"), 1440, ColorScheme.LIGHT);
        page.navigate(FINDINGS);
    }

    @AfterEach
    void leave() {
        page.context().close();
    }

    private Locator row(int number) {
        return page.locator("tr.item").nth(number).locator("a");
    }

    @Test
    void theFirstTabSkipsToTheContent() {
        // When
        page.keyboard().press("Tab");
        // Then
        assertThat(page.locator(".skip")).isFocused();
        assertThat(page.locator(".skip")).isInViewport();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
    }

    @Test
    void jAndKWalkEnterOpensAndEscapeReturnsToTheRow() {
        // When
        page.keyboard().press("j");
        assertThat(row(0)).isFocused();
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("k");
        assertThat(row(1)).isFocused();
        page.keyboard().press("Enter");
        // Then
        assertThat(page).hasURL(ONE_OPEN);
        assertThat(page.locator("#finding-title")).isFocused();
        assertThat(page.locator("h1")).hasCount(1);
        // When
        page.keyboard().press("Escape");
        // Then
        assertThat(page.locator(".panel")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile(".*/findings\\?state=open"));
        assertThat(row(1)).isFocused();
        assertThat(page.locator("h1")).hasText("Findings");
    }

    @Test
    void theFilesAreOfferedWithoutAMouseAndClosedWhenSomebodyLooksElsewhere() {
        // Given
        Locator files = page.locator("details.take");
        files.locator("summary").focus();
        // When
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        // Then
        assertThat(files.locator("a")).hasCount(5);
        assertThat(files.locator("a").first()).isFocused();
        assertThat(files.locator("a").last()).isInViewport();
        // When
        page.locator("main h1").click();
        // Then
        assertThat(files.locator("a").first()).not().isVisible();
    }

    @Test
    void theOpenFindingIsMarkedInTheList() {
        // When
        row(2).click();
        // Then
        assertThat(page.locator("tr.item[aria-selected=true]")).hasCount(1);
        assertThat(page.locator("tr.item").nth(2)).hasAttribute("aria-selected", "true");
    }

    @Test
    void backClosesWhatEnterOpened() {
        // Given
        row(0).click();
        assertThat(page.locator("#finding-title")).isVisible();
        // When
        page.goBack();
        // Then
        assertThat(page.locator(".panel")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile(".*" + FINDINGS));
    }

    @Test
    void lettersInAFieldAreLetters() {
        // When
        page.keyboard().press("/");
        page.keyboard().type("jgk");
        // Then
        assertThat(page.locator("#q")).isFocused();
        assertThat(page.locator("#q")).hasValue("jgk");
    }

    @Test
    void gAndALetterGoToAPage() {
        // When
        page.keyboard().press("g");
        page.keyboard().press("a");
        // Then
        assertThat(page).hasURL(Pattern.compile(".*/accounts"));
    }

    @Test
    void whatHasTheFocusIsSeen() {
        for (int step = 0; step < 12; step++) {
            page.keyboard().press("Tab");
            Object ring = page.evaluate("() => { const e = document.activeElement, s = getComputedStyle(e);"
                    + " const around = getComputedStyle(e.closest('.cmd, .who') ?? e);"
                    + " return e.matches('.skip') || s.outlineStyle !== 'none' || around.outlineStyle !== 'none'; }");
            assertThat(ring)
                    .as("focus on " + page.evaluate("() => document.activeElement.outerHTML.slice(0, 120)"))
                    .isEqualTo(true);
        }
    }
}
