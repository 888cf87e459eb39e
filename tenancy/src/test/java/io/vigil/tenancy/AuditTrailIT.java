package io.vigil.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.test.StackResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = StackResource.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = "service", value = "tenant-service"))
class AuditTrailIT {
    @Inject
    TenantTransaction tenants;

    @Inject
    AuditTrail audit;

    @ConfigProperty(name = "vigil.db.url")
    String database;

    @ConfigProperty(name = "vigil.db.owner.password")
    String ownerPassword;

    @Test
    void namesTheFirstAlteredRow() throws SQLException {
        // Given
        TenantId tenant = new TenantId(UUID.randomUUID());
        Caller actor = new Caller("user-1", Optional.of(tenant), Role.ADMIN, "Ida");
        for (int i = 1; i <= 5; i++) {
            String account = "11112222333" + i;
            tenants.run(
                    tenant,
                    handle -> audit.append(
                            handle, tenant, actor, "account.connected", account, Map.of("name", "=cmd()", "n", 1)));
        }
        assertThat(firstBroken(tenant)).isEmpty();

        // When
        asOwner("update tenants.audit set subject = '999999999999' where tenant_id = '%s' and seq = 3"
                .formatted(tenant));

        // Then
        assertThat(firstBroken(tenant)).map(AuditTrail.Entry::seq).contains(3L);
    }

    @Test
    void theServiceItselfCannotRewriteIt() {
        TenantId tenant = new TenantId(UUID.randomUUID());
        assertThatThrownBy(() -> tenants.run(tenant, handle -> handle.execute("delete from audit")))
                .hasMessageContaining("permission denied");
    }

    private Optional<AuditTrail.Entry> firstBroken(TenantId tenant) {
        return tenants.call(tenant, handle -> audit.firstBroken(handle, tenant));
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database, "tenant_service_owner", ownerPassword);
                Statement statement = connection.createStatement()) {
            statement.execute("alter table tenants.audit no force row level security");
            statement.execute(sql);
            statement.execute("alter table tenants.audit force row level security");
        }
    }
}
