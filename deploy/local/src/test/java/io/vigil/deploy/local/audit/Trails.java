package io.vigil.deploy.local.audit;

import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.AuditExport;
import io.vigil.contracts.AuditHead;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.VigilDatabase.ServiceSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Makes trails as the services write them. */
final class Trails {
    private static final Path MIGRATIONS = Path.of("../../tenancy/src/main/resources/db/tenancy");
    private static final Instant START = Instant.parse("2026-11-01T08:00:00.000001Z");

    private Trails() {}

    /** The tables as the services' migrations make them. */
    static void tables(Connection connection, ServiceSchema service) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path = " + service.schema());
            for (String migration : List.of("V0_2__audit.sql", "V20__audit_says_by_what_and_why.sql"))
                statement.execute(
                        Files.readString(MIGRATIONS.resolve(migration)).replace("${app}", service.role()));
            if (service.schema().equals("tenants"))
                statement.execute("create table tenant (tenant_id uuid primary key, slug text not null)");
        }
    }

    static List<AuditEntry> chain(TenantId tenant, String service, int length) {
        List<AuditEntry> rows = new ArrayList<>();
        String previous = "";
        for (int seq = 1; seq <= length; seq++) {
            AuditEntry row = new AuditEntry(
                            AuditEntry.FORM,
                            tenant,
                            service,
                            seq,
                            START.plusMillis(seq * 997L),
                            "a1000000-0000-4000-8000-%012d".formatted(seq % 40),
                            "Vera Lindqvist",
                            "ADMIN",
                            "",
                            seq % 3 == 0 ? "vgl_abcdefghij" : "",
                            seq % 2 == 0 ? "tenant.read" : "account.connected",
                            "/findings/0198e6c2-7d00-7000-8000-%012d".formatted(seq),
                            "",
                            "{\"query\":\"severity=high&state=OPEN&n=%d\"}".formatted(seq),
                            previous,
                            "")
                    .sealed();
            rows.add(row);
            previous = row.hash();
        }
        return rows;
    }

    static void insert(Connection connection, ServiceSchema service, List<AuditEntry> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into %s.audit (tenant_id, seq, at, actor, role, action, subject, detail, previous, hash,
                                      form, actor_name, grant_id, token_id, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """.formatted(service.schema()))) {
            for (AuditEntry row : rows) {
                Object[] values = {
                    row.tenant().value(),
                    row.seq(),
                    OffsetDateTime.ofInstant(row.at(), ZoneOffset.UTC),
                    row.actor(),
                    row.role(),
                    row.action(),
                    row.subject(),
                    row.detail(),
                    row.previous(),
                    row.hash(),
                    row.form(),
                    row.actorName(),
                    row.grant(),
                    row.token(),
                    row.reason()
                };
                for (int i = 0; i < values.length; i++) insert.setObject(i + 1, values[i]);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        AuditEntry last = rows.getLast();
        try (PreparedStatement head =
                connection.prepareStatement("insert into %s.audit_head values (?, ?, ?)".formatted(service.schema()))) {
            head.setObject(1, last.tenant().value());
            head.setLong(2, last.seq());
            head.setString(3, last.hash());
            head.execute();
        }
    }

    static AuditExport closing(List<AuditEntry> rows, boolean whole) {
        AuditEntry last = rows.getLast();
        return new AuditExport(
                AuditExport.FORMAT,
                last.tenant(),
                last.service(),
                new AuditHead(last.seq(), last.hash()),
                whole,
                START.plusSeconds(86_400));
    }

    static Path export(Path file, List<AuditEntry> rows, AuditExport closing) throws IOException {
        StringBuilder text = new StringBuilder();
        for (AuditEntry row : rows)
            text.append(new String(EventJson.bytes(row), StandardCharsets.UTF_8))
                    .append('\n');
        text.append(new String(EventJson.bytes(closing), StandardCharsets.UTF_8))
                .append('\n');
        return Files.writeString(file, text);
    }
}
