package io.vigil.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Chromium that people log in with; skipped, visibly, where none is installed. */
final class Browser implements AutoCloseable {
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Platform platform;
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Platform platform, Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.platform = platform;
        this.playwright = playwright;
        this.chromium = chromium;
    }

    static Browser open(Platform platform) {
        Optional<Path> program = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(program.isPresent(), "no Chromium on this machine: install the package chromium");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browser(
                platform,
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(program.get())
                                .setArgs(QUIET)));
    }

    /** A fresh window at the portal, after the login form. */
    Page loggedIn(People who) {
        Page page = atTheLogin();
        // name and password are asked one after the other
        page.fill("#username", who.user);
        page.click("#kc-login");
        page.fill("#password", platform.demoPassword());
        page.click("#kc-login");
        page.waitForURL(address -> address.startsWith(platform.portal().toString()));
        return page;
    }

    /** A fresh window, at the login form. */
    Page atTheLogin() {
        BrowserContext window = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setReducedMotion(ReducedMotion.REDUCE));
        Page page = window.newPage();
        page.navigate(platform.portal().resolve("/login").toString());
        return page;
    }

    /** Goes to a page of the portal; the status of the answer. */
    int go(Page page, String path) {
        return page.navigate(platform.portal().resolve(path).toString()).status();
    }

    /** What a person with an aid could not use, by the rules of WCAG 2.2 AA. */
    static List<String> barriers(Page page) {
        return new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze()
                        .getViolations()
                        .stream()
                        .map(Browser::said)
                        .toList();
    }

    private static String said(Rule rule) {
        return "%s (%s) at %s"
                .formatted(
                        rule.getId(),
                        rule.getHelp(),
                        rule.getNodes().stream()
                                .map(node -> String.valueOf(node.getTarget()))
                                .limit(3)
                                .toList());
    }

    /** For people to look at: {@code target/pictures/<name>.png}. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Modules.ROOT.resolve("deploy/e2e/target/pictures").resolve(name + ".png")));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
