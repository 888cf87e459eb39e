package io.vigil.deploy.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.Children;
import io.vigil.deploy.stack.EmbeddedPostgres;
import io.vigil.deploy.stack.Folders;
import io.vigil.deploy.stack.Passwords;
import io.vigil.deploy.stack.VigilDatabase;
import io.vigil.deploy.stack.VigilDatabase.ServiceSchema;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On the data of a platform of which the database alone runs, or nothing. */
class VerifyDatabaseIT {
    private static final ServiceSchema TENANTS = VigilDatabase.SERVICES.get(0);
    private static final ServiceSchema REPORTS = VigilDatabase.SERVICES.get(1);
    private static final TenantId TIDEWATER = new TenantId(new UUID(7, 1));
    private static final TenantId JUNIPER = new TenantId(new UUID(-7, 2));
    private static final int MANY = 100_000;

    @TempDir
    Path data;

    private Children children;
    private EmbeddedPostgres postgres;

    private record Outcome(int exit, String output) {}

    @BeforeEach
    void start() throws Exception {
        // as a platform's launcher leaves it
        Folders.passable(data);
        children = new Children(data.resolve("children"));
        Passwords passwords = new Passwords(data.resolve("passwords.properties"), new SecureRandom());
        postgres = new EmbeddedPostgres(
                        data.resolve("postgres"),
                        data.resolve("logs/postgresql.log"),
                        passwords.of(EmbeddedPostgres.SUPERUSER),
                        EmbeddedPostgres.Durability.FAST,
                        children)
                .start();
        new VigilDatabase(postgres.address()).prepareServices(passwords);
        try (Connection connection = postgres.address().connect(VigilDatabase.NAME)) {
            for (ServiceSchema service : VigilDatabase.SERVICES) Trails.tables(connection, service);
        }
        sql("insert into tenants.tenant values ('%s', 'tidewater'), ('%s', 'juniper')".formatted(TIDEWATER, JUNIPER));
    }

    @AfterEach
    void stop() {
        children.close();
    }

    @Test
    void namesTenantRowAndFaultOfWhatASuperuserDid() throws Exception {
        // Given
        insert(TENANTS, Trails.chain(TIDEWATER, TENANTS.name(), 40));
        insert(TENANTS, Trails.chain(JUNIPER, TENANTS.name(), 30));
        insert(REPORTS, Trails.chain(TIDEWATER, REPORTS.name(), 20));
        assertThat(verify()).satisfies(outcome -> {
            assertThat(outcome.exit()).as(outcome.output()).isZero();
            assertThat(outcome.output()).contains("verified 90 rows in 3 chains");
        });
        // When
        sql("alter table tenants.audit disable trigger user");
        sql("update tenants.audit set subject = subject || '.' where tenant_id = '%s' and seq = 17".formatted(JUNIPER));
        Outcome altered = verify();
        sql("delete from tenants.audit where tenant_id = '%s' and seq = 9".formatted(TIDEWATER));
        Outcome missing = verify("--tenant", "tidewater");
        sql("delete from reports.audit where tenant_id = '%s'"
                .formatted(TIDEWATER)
                .replace("delete", "alter table reports.audit disable trigger user; delete"));
        Outcome emptied = verify("--tenant", TIDEWATER.toString());
        Outcome untouched = verify("--tenant", JUNIPER.toString());
        // Then
        assertThat(altered.exit()).isEqualTo(VerifyCommand.ALTERED);
        assertThat(altered.output())
                .contains("tenant-service  juniper (%s)  BROKEN: row 17 was altered".formatted(JUNIPER))
                .contains("tidewater (%s)  40 rows, head 40:".formatted(TIDEWATER));
        assertThat(missing.output()).contains("BROKEN: row 9 is missing").doesNotContain("juniper");
        assertThat(emptied.output())
                .contains("report-service  tidewater (%s)  BROKEN: row 1 is missing: the trail went on to row 20"
                        .formatted(TIDEWATER));
        assertThat(untouched.output()).contains("BROKEN: row 17").doesNotContain("tidewater");
    }

    @Test
    void whoCutsTheTailAndMovesTheHeadIsFoundByAHeadThatWasKept() throws Exception {
        // Given
        List<AuditEntry> rows = Trails.chain(TIDEWATER, TENANTS.name(), 40);
        insert(TENANTS, rows);
        String kept = "tenant-service:38:" + rows.get(37).hash();
        // When
        sql("alter table tenants.audit disable trigger user");
        sql("delete from tenants.audit where seq > 35");
        Outcome headStays = verify("--tenant", "tidewater");
        sql("update tenants.audit_head set seq = 35, hash = '%s'"
                .formatted(rows.get(34).hash()));
        Outcome headMoved = verify("--tenant", "tidewater");
        Outcome withKept = verify("--tenant", "tidewater", "--head", kept);
        // Then
        assertThat(headStays.output()).contains("BROKEN: row 36 is missing");
        assertThat(headMoved.exit()).isZero();
        assertThat(withKept.output()).contains("BROKEN: row 36 is missing: the trail went on to row 38");
    }

    @Test
    void aRoleThatRowLevelSecurityHoldsIsRefusedAndNotShownNothing() throws Exception {
        // Given
        insert(TENANTS, Trails.chain(TIDEWATER, TENANTS.name(), 3));
        String password = new Passwords(data.resolve("passwords.properties"), new SecureRandom()).of("tenant_service");
        sql("grant usage on schema reports to tenant_service; grant select on tenants.tenant to tenant_service");
        // When
        Outcome outcome = run(
                "verify",
                "--jdbc-url",
                postgres.address().jdbcUrl(VigilDatabase.NAME) + "?password=" + password,
                "--user",
                "tenant_service");
        // Then
        assertThat(outcome.exit()).isEqualTo(VerifyCommand.UNREADABLE);
        assertThat(outcome.output()).contains("row-level security");
    }

    @Test
    void startsTheDatabaseOfAPlatformThatIsStoppedAndStopsItAgain() throws Exception {
        // Given
        insert(TENANTS, Trails.chain(TIDEWATER, TENANTS.name(), 40));
        postgres.close();
        // When
        Outcome outcome = verify();
        // Then
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("verified 40 rows in 1 chain");
        assertThat(EmbeddedPostgres.running(data.resolve("postgres"), "")).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
    void showsHowLongManyRowsTakeAndFindsOneChangedByte() throws Exception {
        // Given
        List<AuditEntry> rows = Trails.chain(TIDEWATER, TENANTS.name(), MANY);
        insert(TENANTS, rows);
        Path file = Trails.export(data.resolve("many.ndjson"), rows, Trails.closing(rows, /* whole */ true));
        // When
        Outcome whole = verify();
        Outcome exported = run("verify", "--file", file.toString());
        sql("alter table tenants.audit disable trigger user");
        sql("update tenants.audit set detail = overlay(detail placing 'S' from 11) where seq = 99321");
        Outcome altered = verify();
        // Then
        System.out.print("audit verify, database: " + whole.output() + "audit verify, file: " + exported.output());
        assertThat(whole.output()).contains("verified 100,000 rows in 1 chain");
        assertThat(exported.output()).contains("verified 100,000 rows in 1 chain");
        assertThat(altered.output()).contains("BROKEN: row 99321 was altered");
    }

    private void insert(ServiceSchema service, List<AuditEntry> rows) throws SQLException {
        try (Connection connection = postgres.address().connect(VigilDatabase.NAME)) {
            Trails.insert(connection, service, rows);
        }
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = postgres.address().connect(VigilDatabase.NAME);
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private Outcome verify(String... options) {
        return run(Stream.concat(Stream.of("verify", "--data", data.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private static Outcome run(String... arguments) {
        StringWriter output = new StringWriter();
        CommandLine line = AuditCommand.commandLine();
        line.setOut(new PrintWriter(output)).setErr(new PrintWriter(output));
        return new Outcome(line.execute(arguments), output.toString());
    }
}
