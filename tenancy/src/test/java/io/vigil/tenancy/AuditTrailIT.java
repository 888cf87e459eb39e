package io.vigil.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.AuditChain;
import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.test.StackResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = StackResource.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @io.quarkus.test.common.ResourceArg(name = "service", value = "tenant-service"))
class AuditTrailIT {
    @Inject
    TenantTransaction tenants;

    @Inject
    AuditTrail audit;

    @Inject
    ReadAudit read;

    @ConfigProperty(name = "vigil.db.url")
    String database;

    @ConfigProperty(name = "vigil.db.owner.password")
    String ownerPassword;

    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final Caller actor = new Caller("user-1", Optional.of(tenant), Role.ADMIN, "Ida");

    @Test
    void namesTheFirstAlteredRow() throws SQLException {
        // Given
        IntStream.rangeClosed(1, 5).forEach(this::append);
        assertThat(read.firstFault(tenant)).isEmpty();
        // When
        asOwner("update tenants.audit set subject = '999999999999' where tenant_id = '%s' and seq = 3"
                .formatted(tenant));
        // Then
        assertThat(read.firstFault(tenant)).map(AuditChain.Fault::seq).contains(3L);
    }

    @Test
    void noticesThatTheNewestRowsWereCutOff() throws SQLException {
        // Given
        IntStream.rangeClosed(1, 5).forEach(this::append);
        // When
        asOwner("delete from tenants.audit where tenant_id = '%s' and seq > 3".formatted(tenant));
        // Then
        assertThat(read.firstFault(tenant)).map(AuditChain.Fault::seq).contains(4L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from audit",
                "update audit set actor = 'nobody'",
                "truncate audit",
                "delete from audit_head",
                "truncate audit_head",
                "alter table audit disable trigger all",
                "drop table audit"
            })
    void theServiceItselfCannotRewriteIt(String attack) {
        append(1);
        assertThatThrownBy(() -> tenants.run(tenant, handle -> handle.execute(attack)))
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"delete from tenants.audit", "truncate tenants.audit", "update tenants.audit set actor = ''"})
    void norCanTheOwnerWithoutSwitchingTheGuardOff(String attack) {
        append(1);
        assertThatThrownBy(() -> {
                    try (Connection connection = owner();
                            Statement statement = connection.createStatement()) {
                        statement.execute("set app.tenant = '%s'".formatted(tenant));
                        statement.execute(attack);
                    }
                })
                .hasMessageContaining("the audit trail is append-only");
    }

    @Test
    void twoWritersOfOneTenantNeverForkTheChainAndAnotherTenantDoesNotWait() throws Exception {
        // Given
        TenantId other = new TenantId(UUID.randomUUID());
        Caller elsewhere = new Caller("user-2", Optional.of(other), Role.ADMIN, "Bo");
        var held = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            // When
            Future<?> holder = threads.submit(() -> tenants.run(tenant, handle -> {
                audit.append(handle, tenant, actor, "scan.requested", "held", Map.of());
                held.countDown();
                await(done);
            }));
            assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
            threads.submit(() -> tenants.run(
                            other, handle -> audit.append(handle, other, elsewhere, "scan.requested", "x", Map.of())))
                    .get(20, TimeUnit.SECONDS);
            boolean heldStill = !holder.isDone();
            done.countDown();
            holder.get(20, TimeUnit.SECONDS);
            // Then
            assertThat(heldStill).isTrue();
        }
        assertThat(read.newest(other, 10)).hasSize(1);
    }

    @Test
    void writersAtOnceFollowEachOther() throws Exception {
        // Given
        int each = 25;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            // When
            List<Future<?>> writers = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(writer ->
                            threads.submit(() -> IntStream.range(0, each).forEach(this::append)))
                    .toList();
            for (Future<?> writer : writers) writer.get(60, TimeUnit.SECONDS);
        }
        // Then
        assertThat(read.newest(tenant, 500))
                .extracting(AuditEntry::seq)
                .containsExactlyElementsOf(LongStream.iterate(4L * each, seq -> seq - 1)
                        .limit(4L * each)
                        .boxed()
                        .toList());
        assertThat(read.firstFault(tenant)).isEmpty();
    }

    @Test
    void whatIsRolledBackLeavesNoGap() {
        // Given
        append(1);
        // When
        assertThatThrownBy(() -> tenants.run(tenant, handle -> {
                    audit.append(handle, tenant, actor, "scan.requested", "x", Map.of());
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        append(2);
        // Then
        assertThat(read.newest(tenant, 10)).extracting(AuditEntry::seq).containsExactly(2L, 1L);
        assertThat(read.firstFault(tenant)).isEmpty();
    }

    @Test
    void whatTheDatabaseCannotKeepIsHashedAsItIsKept() {
        // When
        tenants.run(
                tenant,
                handle -> audit.append(
                        handle,
                        tenant,
                        new Caller("user\u0000\ud800", Optional.of(tenant), Role.ADMIN, "Ida \ud83d\ude00 \"],[\""),
                        "account.connected",
                        "x".repeat(5000),
                        "because \\ \u2028 é",
                        Map.of("name", "=cmd()\u0000", "n", 1)));
        // Then
        assertThat(read.firstFault(tenant)).isEmpty();
        assertThat(read.newest(tenant, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("user\ufffd\ufffd");
            assertThat(entry.subject()).hasSize(2000);
            assertThat(entry.reason()).isEqualTo("because \\ \u2028 é");
        });
    }

    @Test
    void rowsOfTheFirstFormStillHold() throws SQLException {
        // Given: as it was written before names and reasons were kept
        AuditEntry old = new AuditEntry(
                        AuditEntry.FIRST_FORM,
                        tenant,
                        "tenant-service",
                        1,
                        java.time.Instant.parse("2026-11-01T10:00:00.123456Z"),
                        "user-1",
                        "",
                        "ADMIN",
                        "",
                        "",
                        "account.connected",
                        "111122223333",
                        "",
                        "{}",
                        "",
                        "")
                .sealed();
        tenants.run(tenant, handle -> insertOld(handle, old));
        // When
        append(2);
        // Then
        assertThat(read.newest(tenant, 10)).extracting(AuditEntry::form).containsExactly(2, 1);
        assertThat(read.firstFault(tenant)).isEmpty();
    }

    private static void insertOld(Handle handle, AuditEntry old) {
        handle.execute(
                "insert into audit (tenant_id, seq, at, actor, role, action, subject, detail, previous, hash)"
                        + " values (?, 1, ?, ?, ?, ?, ?, '{}', '', ?)",
                old.tenant().value(),
                old.at(),
                old.actor(),
                old.role(),
                old.action(),
                old.subject(),
                old.hash());
        handle.execute("insert into audit_head values (?, 1, ?)", old.tenant().value(), old.hash());
    }

    private void append(int number) {
        tenants.run(
                tenant,
                handle -> audit.append(
                        handle, tenant, actor, "account.connected", "11112222333" + number % 10, Map.of("n", number)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Connection owner() throws SQLException {
        return DriverManager.getConnection(database, "tenant_service_owner", ownerPassword);
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table tenants.audit no force row level security, disable trigger user");
            statement.execute(sql);
            statement.execute("alter table tenants.audit force row level security, enable trigger user");
        }
    }
}
