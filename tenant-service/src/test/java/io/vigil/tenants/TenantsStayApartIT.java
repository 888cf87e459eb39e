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
import java.util.TreeSet;
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
    private static final String POLICY =
            "(tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)";

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

    private record Table(String name, boolean secured, boolean forced, String owner) {}

    @Test
    void everyTableIsSecuredOrListedAsThePlatforms() throws IOException {
        // Given
        Set<String> listed = new TreeSet<>(platformTables().stringPropertyNames());
        // When
        List<Table> tables = jdbi.withHandle(handle -> handle.createQuery("""
                        select c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner) as owner
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'tenants' and c.relkind in ('r', 'p', 'v', 'm', 'f')
                        """)
                .map((row, context) -> new Table(
                        row.getString("relname"),
                        row.getBoolean("relrowsecurity"),
                        row.getBoolean("relforcerowsecurity"),
                        row.getString("owner")))
                .list());
        // Then
        assertThat(tables).extracting(Table::owner).containsOnly("tenant_service_owner");
        assertThat(tables.stream().filter(table -> !table.secured()).map(Table::name))
                .containsExactlyInAnyOrderElementsOf(listed);
        assertThat(tables.stream().filter(Table::secured)).isNotEmpty().allSatisfy(table -> {
            assertThat(table.forced()).as(table.name() + " is forced").isTrue();
            assertThat(policies(table.name())).containsExactly(Map.entry(POLICY, POLICY));
            assertThat(firstColumns(table.name()))
                    .as("first columns of the keys and indexes of " + table.name())
                    .isNotEmpty()
                    .containsOnly("tenant_id");
        });
    }

    @Test
    void theServicesRoleOwnsNothingAndPassesOverNothing() {
        // When
        Map<String, Object> role =
                jdbi.withHandle(handle -> handle.createQuery("""
                        select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
                               exists (select from pg_class where relowner = r.oid) as owns,
                               pg_has_role(oid, 'tenant_service_owner', 'member') as becomes_owner,
                               has_schema_privilege('tenants', 'create') as creates
                        from pg_roles r where rolname = current_user
                        """).mapToMap().one());
        // Then
        assertThat(role)
                .hasSize(7)
                .allSatisfy((what, has) -> assertThat(has).as(what).isEqualTo(false));
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

    private List<Map.Entry<String, String>> policies(String table) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select qual, with_check from pg_policies
                        where schemaname = 'tenants' and tablename = :table and cmd = 'ALL'
                        """)
                .bind("table", table)
                .map((row, context) -> Map.entry(row.getString("qual"), row.getString("with_check")))
                .list());
    }

    private List<String> firstColumns(String table) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select a.attname from pg_index i
                        join pg_class c on c.oid = i.indrelid
                        join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                        where c.relname = :table and c.relnamespace = 'tenants'::regnamespace
                        """).bind("table", table).mapTo(String.class).list());
    }

    private static Properties platformTables() throws IOException {
        Properties listed = new Properties();
        try (InputStream file = TenantsStayApartIT.class.getResourceAsStream("/db/platform-tables.properties")) {
            listed.load(file);
        }
        return listed;
    }
}
