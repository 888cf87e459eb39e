package io.vigil.reports.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vigil.reports.OnStack;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a channel, and which addresses are not even kept. */
@QuarkusTest
@OnStack
class ChannelsIT {
    @Inject
    Hooks hooks;

    @Inject
    TenantTransaction transaction;

    private final Receiver receiver = new Receiver();

    @AfterEach
    void shut() {
        receiver.close();
    }

    @Test
    void theSecretIsShownOnceAndKeptInAnEnvelope() {
        // Given
        JsonPath made = hooks.make(receiver.url("/"));
        String channel = made.getString("channel.id");
        String secret = made.getString("secret");
        // When
        String renewed = hooks.admin()
                .post(hooks.at(channel) + "/secret")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
        // Then
        assertThat(secret).startsWith("whsec_").hasSizeGreaterThan(40).isNotEqualTo(renewed);
        for (String path : List.of("", "/" + channel, "/" + channel + "/deliveries"))
            hooks.admin()
                    .get("/tenants/" + hooks.tenant + "/channels" + path)
                    .then()
                    .statusCode(200)
                    .body(not(containsString("whsec")));
        String row = transaction.call(
                hooks.tenant,
                handle -> handle.createQuery("select to_jsonb(c)::text from channel c")
                        .mapTo(String.class)
                        .one());
        String hex = HexFormat.of().formatHex(key(renewed));
        assertThat(row).doesNotContain(renewed.substring("whsec_".length()), hex);
        assertThat(hooks.admin()
                        .get("/tenants/" + hooks.tenant + "/offboarding/reports/export")
                        .asString())
                .contains("\"table\":\"channel\"")
                .doesNotContain("\"sealed\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[fd00:ec2::254]/",
                "https://224.0.0.1/",
                "http://8.8.8.8/",
                "https://nobody.example/",
                "ftp://127.0.0.1/",
                "hook"
            })
    void anAddressThatMayNotBeCalledIsRefusedWhenItIsSaved(String url) {
        hooks.admin()
                .body(hooks.asked(url))
                .post("/tenants/" + hooks.tenant + "/channels")
                .then()
                .statusCode(400)
                .body("detail", startsWith("url: "));
        String channel = hooks.make(receiver.url("/")).getString("channel.id");
        hooks.admin()
                .body(hooks.asked(url))
                .put(hooks.at(channel))
                .then()
                .statusCode(400)
                .body("detail", startsWith("url: "));
    }

    private static byte[] key(String secret) {
        return Base64.getDecoder().decode(secret.substring("whsec_".length()));
    }
}
