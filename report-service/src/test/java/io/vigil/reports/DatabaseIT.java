package io.vigil.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.deploy.stack.test.SchemaInspection;
import io.vigil.reports.ingest.SweepStaging;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnStack
class DatabaseIT {
    /** No tenant's rows are read through them, or they hold numbers alone. */
    private static final Set<String> PLATFORM = Set.of(
            "confirmation_asked",
            "fleet_account",
            "fleet_audit",
            "fleet_audit_account",
            "fleet_change",
            "fleet_counter",
            "fleet_day",
            "flyway_schema_history",
            "inbox",
            "mention_mailed",
            "outbox",
            "scheduled_tasks",
            "staged_run",
            "subscription_link",
            "tenant_closing",
            "tenant_directory");

    @Inject
    Jdbi jdbi;

    @Inject
    SweepStaging sweepStaging;

    @Test
    void theDatabaseIsAsItMustBeToKeepTenantsApart() throws Exception {
        // Given
        sweepStaging.sweep();
        // When
        List<String> faults = jdbi.withHandle(
                handle -> new SchemaInspection(handle.getConnection(), "reports", "report_service").faults(PLATFORM));
        // Then
        assertThat(faults).isEmpty();
        assertThat(months()).as("partitions, which nothing is granted on").hasSizeGreaterThanOrEqualTo(2);
    }

    private List<String> months() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select relname from pg_class where relnamespace = 'reports'::regnamespace and relispartition and relkind = 'r'")
                .mapTo(String.class)
                .list());
    }
}
