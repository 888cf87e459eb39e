package io.vigil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class ForeignTenantE2ET {
    @Test
    void everythingOfAnotherTenantIsNotThere() {
        // Given
        Platform platform = Platform.running();
        Customer mine = Customer.create(platform, People.AMIR);
        Customer other = Customer.create(platform, People.BRUNA);
        SandboxAccount account = other.connect("777788889999");
        String scan = other.scan(account).required("id").asText();
        JsonNode finding = other.findings("account=" + account.id()).getFirst();
        String report = other.report("csv");

        // When
        List<String> paths = List.of(
                "",
                "/members",
                "/accounts",
                "/accounts/" + account.id(),
                "/accounts/" + account.id() + "/connection",
                "/accounts/" + account.id() + "/connection/progress",
                "/accounts/" + account.id() + "/offers",
                "/accounts/" + account.id() + "/role?format=stackset",
                "/scans",
                "/scans/" + scan,
                "/scans/" + scan + "/progress",
                "/pack",
                "/posture",
                "/findings",
                "/findings/" + finding.required("id").asText(),
                "/findings/export?format=csv",
                "/findings/export?format=ndjson",
                "/findings/export?format=xlsx",
                "/findings/groups?by=check",
                "/changes",
                "/exceptions",
                "/attestations",
                "/frameworks",
                "/frameworks/vigil-baseline",
                "/reports",
                "/reports/" + report,
                "/reports/" + report + "/content",
                "/subscriptions");

        // Then
        for (String path : paths) {
            assertThat(mine.api().get(other.path(path)).status())
                    .as("foreign %s", path)
                    .isEqualTo(404);
            if (!path.endsWith("/progress"))
                assertThat(other.api().get(other.path(path)).status())
                        .as("own %s", path)
                        .isEqualTo(200);
        }
        // an id of another tenant below the own path is not there either
        for (String path : List.of(
                "/accounts/" + account.id(),
                "/scans/" + scan,
                "/findings/" + finding.required("id").asText(),
                "/reports/" + report + "/content")) {
            assertThat(mine.api().get(mine.path(path)).status())
                    .as("smuggled %s", path)
                    .isEqualTo(404);
        }
        assertThat(mine.api()
                        .post(other.path("/scans"), Map.of("account", account.id()))
                        .status())
                .isEqualTo(404);
        assertThat(mine.api()
                        .post(mine.path("/scans"), Map.of("account", account.id()))
                        .status())
                .isEqualTo(404);
        assertThat(mine.api()
                        .post(mine.path("/accounts"), Map.of("account", account.id(), "name", "x"))
                        .status())
                .isEqualTo(409);
        assertThat(mine.api().get("/fleet").status()).isIn(403, 404);
    }
}
