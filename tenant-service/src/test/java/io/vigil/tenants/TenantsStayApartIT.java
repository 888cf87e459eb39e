package io.vigil.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.test.SchemaInspection;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.junit.jupiter.api.Test;

@OnRealParts
class TenantsStayApartIT {
    private static final int ROUNDS = Boolean.getBoolean("vigil.full") ? 10_000 : 2_000;
    private static final int ASKERS = 4;

    @Inject
    Jdbi jdbi;

    @Inject
    World world;

    @Inject
    TenantTransaction transaction;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "vigil.db.password")
    String password;

    @Test
    void theDatabaseIsAsItMustBeToKeepTenantsApart() throws Exception {
        // Given
        Set<String> listed = platformTables().stringPropertyNames();
        // When
        List<String> faults = jdbi.withHandle(
                handle -> new SchemaInspection(handle.getConnection(), "tenants", "tenant_service").faults(listed));
        // Then
        assertThat(faults).isEmpty();
    }

    /** All through one connection: whatever one tenant leaves on it, the next would see. */
    @Test
    void twoTenantsOnOneConnectionSeeTheirOwnRowsOnly() throws Exception {
        // Given
        TenantId one = world.tenant();
        TenantId two = world.tenant();
        AccountId ofOne = world.account(one);
        AccountId ofTwo = world.account(two);
        ScanId scanOfOne = world.scan(one, ofOne);
        try (AgroalDataSource single = poolOfOne()) {
            Jdbi narrow = Jdbi.create(single).installPlugin(new PostgresPlugin());
            assertThat(foreignRows(narrow, Map.of(one, ofOne.value(), two, ofTwo.value())))
                    .isEmpty();
            assertThat(updatedByTwo(narrow, two, scanOfOne)).isZero();
            assertThatThrownBy(() -> narrow.useTransaction(handle -> {
                        enter(handle, two);
                        handle.createUpdate("insert into member values (:tenant, 's', 'e', now(), 'b')")
                                .bind("tenant", one.value())
                                .execute();
                    }))
                    .hasMessageContaining("row-level security");
        }
        assertThat(transaction.<Integer>call(
                        one,
                        handle -> handle.createQuery("select count(*) from scan")
                                .mapTo(Integer.class)
                                .one()))
                .isEqualTo(1);
    }

    /** Several threads, one connection, tenants and nobody in any order: what did not belong to who asked. */
    private static List<String> foreignRows(Jdbi narrow, Map<TenantId, String> owned) throws Exception {
        long seed = Long.getLong("vigil.seed", 1);
        System.out.printf("TenantsStayApartIT: vigil.seed=%d, %d transactions on one connection%n", seed, ROUNDS);
        List<TenantId> tenants = List.copyOf(owned.keySet());
        try (ExecutorService askers = Executors.newFixedThreadPool(ASKERS)) {
            List<Future<List<String>>> answers = new ArrayList<>();
            for (int asker = 0; asker < ASKERS; asker++) {
                Random random = new Random(seed + asker);
                answers.add(askers.submit(() -> {
                    List<String> foreign = new ArrayList<>();
                    for (int round = 0; round < ROUNDS / ASKERS; round++) {
                        int who = random.nextInt(tenants.size() + 1);
                        if (who == tenants.size()) {
                            if (withoutTenant(narrow) != 0) foreign.add("nobody sees rows");
                            continue;
                        }
                        List<String> seen = accounts(narrow, tenants.get(who));
                        if (!seen.equals(List.of(owned.get(tenants.get(who))))) foreign.add(who + " sees " + seen);
                    }
                    return foreign;
                }));
            }
            List<String> all = new ArrayList<>();
            for (Future<List<String>> answer : answers) all.addAll(answer.get());
            return all;
        }
    }

    private static int updatedByTwo(Jdbi narrow, TenantId two, ScanId scan) {
        return narrow.inTransaction(handle -> {
            enter(handle, two);
            return handle.createUpdate("update scan set state = 'CANCELLED' where scan_id = :scan")
                    .bind("scan", scan.value())
                    .execute();
        });
    }

    private static List<String> accounts(Jdbi narrow, TenantId tenant) {
        return narrow.inTransaction(handle -> {
            enter(handle, tenant);
            return handle.createQuery("select account_id from aws_account")
                    .mapTo(String.class)
                    .list();
        });
    }

    private static int withoutTenant(Jdbi narrow) {
        return narrow.inTransaction(handle -> handle.createQuery("select count(*) from aws_account")
                .mapTo(Integer.class)
                .one());
    }

    private static void enter(Handle handle, TenantId tenant) {
        handle.execute("select set_config('app.tenant', ?, true)", tenant.toString());
    }

    private AgroalDataSource poolOfOne() throws Exception {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(url)
                                .principal(new NamePrincipal("tenant_service"))
                                .credential(new SimplePassword(password)))));
    }

    private static Properties platformTables() throws IOException {
        Properties listed = new Properties();
        try (InputStream file = TenantsStayApartIT.class.getResourceAsStream("/db/platform-tables.properties")) {
            listed.load(file);
        }
        return listed;
    }
}
