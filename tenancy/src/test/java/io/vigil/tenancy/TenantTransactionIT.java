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
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = StackResource.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = "service", value = "tenant-service"))
class TenantTransactionIT {
    private static final long SEED = Long.getLong("vigil.seed", 20261123L);

    @Inject
    TenantTransaction tenants;

    @Inject
    PlatformTransaction platform;

    @Test
    void interleavedTenantsOnFewConnectionsNeverSeeEachOther() {
        // Given
        List<TenantId> all = List.of(aTenantWithNote("a"), aTenantWithNote("b"), aTenantWithNote("c"));
        Random random = new Random(SEED);

        for (int i = 0; i < 1_000; i++) {
            // When
            TenantId tenant = all.get(random.nextInt(all.size()));
            List<UUID> owners = tenants.call(
                    tenant,
                    handle -> handle.createQuery("select tenant_id from note")
                            .mapTo(UUID.class)
                            .list());

            // Then
            assertThat(owners).as("step %d, seed %d", i, SEED).containsExactly(tenant.value());
            if (random.nextInt(10) == 0) assertThat(visibleWithoutTenant()).isZero();
        }
    }

    @Test
    void aRowOfAnotherTenantCannotBeWritten() {
        TenantId mine = aTenantWithNote("mine");
        TenantId other = aTenantWithNote("other");

        assertThatThrownBy(() -> tenants.run(
                        mine,
                        handle -> handle.execute(
                                "insert into note (tenant_id, id, text) values (?, 2, 'smuggled')", other.value())))
                .hasMessageContaining("row-level security");
        int changed = tenants.call(
                mine, handle -> handle.execute("update note set text = 'x' where tenant_id = ?", other.value()));
        assertThat(changed).isZero();
    }

    @Test
    void whatThrowsIsRolledBack() {
        TenantId tenant = new TenantId(UUID.randomUUID());

        assertThatThrownBy(() -> tenants.run(tenant, handle -> {
                    handle.execute("insert into note (tenant_id, id, text) values (?, 1, 'x')", tenant.value());
                    throw new IllegalStateException("stop here");
                }))
                .hasMessageContaining("stop here");

        int left = tenants.call(
                tenant,
                handle -> handle.createQuery("select count(*) from note")
                        .mapTo(Integer.class)
                        .one());
        assertThat(left).isZero();
    }

    private int visibleWithoutTenant() {
        return platform.call(handle -> handle.createQuery("select count(*) from note")
                .mapTo(Integer.class)
                .one());
    }

    private TenantId aTenantWithNote(String text) {
        TenantId tenant = new TenantId(UUID.randomUUID());
        tenants.run(
                tenant,
                handle -> handle.execute(
                        "insert into note (tenant_id, id, text) values (?, 1, ?)", tenant.value(), text));
        return tenant;
    }
}
