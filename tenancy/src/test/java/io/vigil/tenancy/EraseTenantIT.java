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
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = StackResource.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = "service", value = "tenant-service"))
class EraseTenantIT {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    @Inject
    TenantTransaction tenants;

    @Inject
    PlatformTransaction platform;

    @Inject
    AuditTrail audit;

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final TenantId neighbour = new TenantId(UUID.randomUUID());

    @Test
    void aTableThatNobodyNamedIsEmptiedAndTheTrailWithIt() {
        // Given
        filled(tenant);
        filled(neighbour);
        closing(Closings.State.FROZEN, 1);
        closing(Closings.State.ERASING, 2);
        // When
        EraseTenant.Erased erased = erase();
        // Then
        assertThat(erased.rows())
                .containsEntry("note", 1L)
                .containsEntry("audit", 1L)
                .containsEntry("audit_head", 1L);
        assertThat(erased.head().seq()).isEqualTo(1);
        assertThat(left(tenant)).isZero();
        assertThat(left(neighbour)).isEqualTo(2);
    }

    @Test
    void nobodyComesInAnyMore() {
        // Given
        filled(tenant);
        closing(Closings.State.ERASING, 1);
        // When, Then
        assertThatThrownBy(() -> filled(tenant)).isInstanceOf(TenantErased.class);
        erase();
        assertThatThrownBy(() -> filled(tenant)).isInstanceOf(TenantErased.class);
        tenants.runUnlessErased(tenant, handle -> {
            throw new IllegalStateException("somebody came in");
        });
        assertThat(left(tenant)).isZero();
    }

    @Test
    void whatWasNotOrderedIsNotErased() {
        // Given
        filled(tenant);
        // When, Then
        assertThatThrownBy(this::erase).hasMessageContaining("not frozen and ordered");
        closing(Closings.State.FROZEN, 1);
        assertThatThrownBy(this::erase).hasMessageContaining("not frozen and ordered");
        assertThat(left(tenant)).isEqualTo(2);
        assertThatThrownBy(() -> tenants.run(
                        tenant, handle -> handle.execute("delete from audit where tenant_id = ?", tenant.value())))
                .hasMessageContaining("permission denied");
    }

    private void filled(TenantId of) {
        tenants.run(of, handle -> {
            handle.execute("insert into note (tenant_id, id, text) values (?, 1, 'x')", of.value());
            audit.append(handle, of, Caller.service("tenant-service", Optional.of(of)), "note.written", "1", Map.of());
        });
    }

    private void closing(Closings.State state, long revision) {
        platform.run(handle -> Closings.enter(handle, tenant, state, revision, NOW));
    }

    private EraseTenant.Erased erase() {
        return platform.call(handle -> EraseTenant.erase(handle, tenant, NOW));
    }

    /** As who sees the rows, whatever is said of the tenant. */
    private long left(TenantId of) {
        return platform.call(handle -> {
            handle.execute("select set_config('app.tenant', ?, true)", of.toString());
            return handle.createQuery("select (select count(*) from note) + (select count(*) from audit)")
                    .mapTo(Long.class)
                    .one();
        });
    }
}
