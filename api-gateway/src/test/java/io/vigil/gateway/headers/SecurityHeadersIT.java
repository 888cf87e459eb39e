package io.vigil.gateway.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.World;
import jakarta.inject.Inject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnKeycloak
class SecurityHeadersIT {
    private static final Pattern SCRIPT = Pattern.compile("<script[^>]*src=\"([^\"]+)\"");

    @Inject
    World world;

    @BeforeEach
    void nothing() {
        world.empty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/login/callback?code=x&state=y",
                "/t/somebody/posture",
                "/t/somebody/findings.csv",
                "/nothing-here",
                "/api/v1/me",
                "/api/v1/openapi.json",
                "/api/v1/tenants/../x",
                "/q/health",
                "/static/nothing.js"
            })
    void standOnEveryAnswer(String path) {
        // When
        var headers = world.visitor().get(path).headers();
        // Then
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(headers.allValues("Content-Security-Policy"))
                .singleElement()
                .satisfies(policy -> assertThat(policy)
                        .contains("default-src 'none'")
                        .contains("script-src 'self'")
                        .contains("frame-ancestors 'none'")
                        .contains("base-uri 'none'")
                        .doesNotContain("unsafe"));
        if (!path.startsWith("/static/"))
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void letTheBrowserKeepScriptsButNotPages() {
        // Given
        var script = SCRIPT.matcher(world.visitor().get("/").body());
        assertThat(script.find()).isTrue();
        // When
        var answer = world.visitor().get(script.group(1));
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).doesNotContain("no-store");
    }
}
