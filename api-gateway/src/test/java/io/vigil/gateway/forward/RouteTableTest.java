package io.vigil.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.upstream.Service;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    private static final String TENANT = "0198a000-0000-7000-8000-000000000001";

    @ParameterizedTest
    @CsvSource({
        "/api/v1/tenants,TENANTS,false",
        "/api/v1/operations,TENANTS,false",
        "/api/v1/msp/members,TENANTS,false",
        "/api/v1/fleet/checks/x,REPORTS,false",
        "/api/v1/tenants/" + TENANT + ",TENANTS,true",
        "/api/v1/tenants/" + TENANT + "/accounts/123456789012,TENANTS,true",
        "/api/v1/tenants/" + TENANT + "/findings/export,REPORTS,true",
        "/api/v1/tenants/" + TENANT + "/checks,TENANTS,true",
        "/api/v1/tenants/" + TENANT + "/checks/mine/revisions/2,TENANTS,true",
        "/api/v1/tenants/" + TENANT + "/checks/dry-run,REPORTS,true",
        "/api/v1/tenants/" + TENANT + "/checks/mine/dry-run,REPORTS,true",
        "/api/v1/tenants/" + TENANT + "/checks/mine/revisions/dry-run,TENANTS,true",
        "/api/v1/fleet/audits,REPORTS,false",
        "/api/v1/tenants/" + TENANT + "/audits/x/accounts/123456789012/sign-off,REPORTS,true",
        "/api/v1/tenants/" + TENANT + "/exceptions/preview,REPORTS,true",
        "/api/v1/tenants/" + TENANT + "/attestations/x/evidence/y/content,REPORTS,true",
        "/api/v1/tenants/" + TENANT + "/subscriptions,REPORTS,true",
        "/api/v1/tenants/" + TENANT + "/subscriptions/x/deliveries/y/retry,REPORTS,true",
        "/api/v1/tenants/" + TENANT + "/channels/x/deliveries/y/replay,REPORTS,true",
        "/api/v1/tenants/" + TENANT + "/alert-rules/preview,REPORTS,true"
    })
    void knowsWhoOwnsAPath(String path, Service owner, boolean inTenant) {
        // When
        Optional<Route> route = RouteTable.of(path);
        // Then
        assertThat(route)
                .contains(new Route(
                        owner,
                        path.substring("/api/v1".length()),
                        inTenant ? Optional.of(TenantId.of(TENANT)) : Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1",
                "/api/v1/",
                "/api/v2/tenants",
                "/api/v1/permissions",
                "/api/v1/subscription-links/confirm",
                "/api/v1/q/metrics",
                "/api/v1/tenants/" + TENANT + "/secrets",
                "/api/v1/tenants/nonsense/accounts",
                "/api/v1/tenants/0198A000-0000-7000-8000-000000000001/accounts",
                "/api/v1/tenants/" + TENANT + "/../x/accounts",
                "/api/v1/tenants/" + TENANT + "//accounts",
                "/api/v1/tenants/" + TENANT + "/accounts/",
                "/api/v1/tenants/" + TENANT + "/accounts%2f..",
                "/api/v1/tenants/" + TENANT + "/accounts;a=b"
            })
    void knowsNothingElse(String path) {
        assertThat(RouteTable.of(path)).isEmpty();
    }

    @Test
    void theTenantOfAPathIsTheOneThatIsAskedFor() {
        assertThat(RouteTable.of("/api/v1/tenants/" + TENANT + "/posture")
                        .orElseThrow()
                        .tenant())
                .contains(TenantId.of(TENANT));
    }
}
