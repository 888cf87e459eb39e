package io.vigil.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.reports.ingest.SweepStaging;
import io.vigil.tenancy.PlatformTransaction;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnStack
class DatabaseIT {
    private static final String POLICY =
            "(tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)";

    @Inject
    PlatformTransaction platform;

    @Inject
    SweepStaging sweepStaging;

    @Test
    void onlyTheListedPlatformTablesAreWithoutRowLevelSecurity() {
        assertThat(strings("""
                        select relname from pg_class where relnamespace = 'reports'::regnamespace and relkind in ('r', 'p')
                          and not relispartition and not (relrowsecurity and relforcerowsecurity) order by 1
                        """))
                .containsExactly(
                        "confirmation_asked",
                        "fleet_account",
                        "fleet_counter",
                        "fleet_day",
                        "flyway_schema_history",
                        "inbox",
                        "outbox",
                        "scheduled_tasks",
                        "staged_run",
                        "subscription_link",
                        "tenant_closing",
                        "tenant_directory");
    }

    @Test
    void everyPolicyIsTheOneThatIndexesAndPoolsCanBear() {
        assertThat(strings("select distinct qual from pg_policies where schemaname = 'reports'"))
                .containsExactly(POLICY);
        assertThat(strings("select distinct with_check from pg_policies where schemaname = 'reports'"))
                .containsExactly(POLICY);
    }

    @Test
    void theTenantComesFirstInEveryKeyAndIndexOfATenantsTable() {
        assertThat(strings("""
                        select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
                        left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
                        where t.relnamespace = 'reports'::regnamespace and t.relrowsecurity and a.attname is distinct from 'tenant_id'
                        """)).isEmpty();
    }

    @Test
    void partitionsAndOwnershipAreOutOfTheServicesReach() {
        // Given
        sweepStaging.sweep();

        // When
        List<String> months = strings(
                "select relname from pg_class where relnamespace = 'reports'::regnamespace and relispartition and relkind = 'r'");

        // Then
        assertThat(months).hasSizeGreaterThanOrEqualTo(2);
        for (String month : months)
            assertThat(strings("select has_table_privilege('report_service', 'reports.%s', 'select')::text"
                            .formatted(month)))
                    .containsExactly("false");
        assertThat(strings("""
                        select relname from pg_class where relnamespace = 'reports'::regnamespace
                          and pg_get_userbyid(relowner) <> 'report_service_owner' and relkind in ('r', 'p', 'i')
                        """)).isEmpty();
    }

    private List<String> strings(String sql) {
        return platform.call(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
