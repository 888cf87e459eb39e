package io.vigil.reports.changes;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Retention;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantChanged;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The log of changes is kept as long as its customer's retention says, and not longer; whole months go at once. */
@QuarkusTest
@OnStack
class RetentionIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    TakeReport takeReport;

    @Inject
    DropOldLog dropOldLog;

    @Inject
    PlatformTransaction platform;

    @Inject
    TenantTransaction tenants;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    private final TenantId year = ScriptedRun.newTenant();
    private final TenantId threeYears = ScriptedRun.newTenant();

    @Test
    void monthsGoWhenTheirRetentionIsOver() {
        // Given
        tell(threeYears, 1, Retention.MONTHS_36);
        await().atMost(SOON).until(() -> months(threeYears, "tenant_directory").equals(List.of(36)));
        fold(year);
        fold(threeYears);
        for (TenantId tenant : List.of(year, threeYears)) {
            move(tenant, 14);
            move(tenant, 37);
        }
        assertThat(log(year)).hasSize(3);
        // When
        int dropped = dropOldLog.drop();
        // Then
        assertThat(dropped).isPositive();
        assertThat(log(year)).hasSize(1);
        assertThat(log(threeYears)).hasSize(2);
        assertThat(dropOldLog.drop()).as("again").isZero();
    }

    @Test
    void theLogMovesWithTheRetention() {
        // Given
        tell(year, 1, Retention.MONTHS_13);
        await().atMost(SOON).until(() -> months(year, "tenant_directory").equals(List.of(13)));
        fold(year);
        move(year, 12);
        // When
        tell(year, 2, Retention.MONTHS_84);
        // Then
        await().atMost(SOON).until(() -> months(year, "finding_transition").equals(List.of(84)));
        assertThat(log(year)).hasSize(2);
        fold(year, Status.PASS);
        assertThat(months(year, "finding_transition"))
                .as("with what came since")
                .containsExactly(84);
        // When it is kept for less again
        move(year, 14);
        assertThat(log(year)).hasSize(4);
        tell(year, 3, Retention.MONTHS_13);
        // Then
        await().atMost(SOON).until(() -> months(year, "finding_transition").equals(List.of(13)));
        assertThat(log(year)).as("what is too old for it is gone").hasSize(3);
        // When something older comes late
        tell(year, 2, Retention.MONTHS_84);
        tell(threeYears, 1, Retention.MONTHS_36);
        // Then
        await().atMost(SOON).until(() -> months(threeYears, "tenant_directory").equals(List.of(36)));
        assertThat(months(year, "finding_transition")).containsExactly(13);
    }

    private void fold(TenantId tenant) {
        fold(tenant, Status.FAIL);
    }

    private void fold(TenantId tenant, Status status) {
        ScriptedRun.of(tenant).says(PORTS, "sg-1", GROUP, status).records().forEach(takeReport::take);
    }

    /** Copies the newest entry to so many months ago. */
    private void move(TenantId tenant, int monthsAgo) {
        var at = Instant.now().atOffset(ZoneOffset.UTC).minusMonths(monthsAgo);
        tenants.run(tenant, handle -> {
            handle.createQuery("select ensure_transition_partition(:at)::text")
                    .bind("at", at)
                    .mapTo(String.class)
                    .findOne();
            handle.createUpdate("""
                            insert into finding_transition (tenant_id, at, finding_id, event_id, account, region, check_id, severity,
                              resource, resource_name, was, transition, status, scan_id, retention_months)
                            select tenant_id, :at, finding_id, :event, account, region, check_id, severity,
                              resource, resource_name, was, transition, status, scan_id, retention_months
                            from finding_transition where tenant_id = :tenant order by at desc limit 1
                            """)
                    .bind("at", at)
                    .bind("event", UUID.randomUUID())
                    .bind("tenant", tenant.value())
                    .execute();
        });
    }

    private List<String> log(TenantId tenant) {
        return tenants.call(
                tenant,
                handle -> handle.createQuery("select transition from finding_transition order by at")
                        .mapTo(String.class)
                        .list());
    }

    private List<Integer> months(TenantId tenant, String table) {
        return tenants.call(
                tenant,
                handle -> handle.createQuery(
                                "select distinct retention_months from " + table + " where tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .mapTo(Integer.class)
                        .list());
    }

    private void tell(TenantId tenant, long revision, Retention retention) {
        var changed = new TenantChanged(tenant, revision, "t-" + tenant, "Kept", retention, Instant.EPOCH);
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.TENANT_CHANGED, changed.key(), EventJson.write(changed)));
        }
    }
}
