package io.vigil.reports.findings;

import io.vigil.checks.Check;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Findings of many tenants, written past the service: indexes are made when the rows are there, which takes minutes
 * instead of an hour. What a row says follows from its number, so that every run has the same ones.
 */
final class BenchRows implements AutoCloseable {
    private static final int ROWS_PER_ACCOUNT = 50_000;

    private static final int ROWS_PER_RESOURCE = 20;

    /** Of 100 rows 22 fail, 8 could not be checked, 10 do not apply; of those that pass, some were open once. */
    private static final String ROWS = """
            insert into finding (tenant_id, finding_id, account, scope, region, check_id, severity, layer, owner,
              resource, resource_type, resource_name, resource_id, status, state, resolution, message, evidence, reason,
              first_seen, last_changed, opened_at, resolved_at, undetermined_since, due_from, due_days)
            select t.id, md5(t.id::text || n)::uuid, lpad(((t.number * 1000 + n / ROWS_PER_ACCOUNT) % 1000000000000)::text, 12, '1'),
              r.region, r.region, c.id, c.severity, c.layer, c.owner, r.arn, 'aws.' || r.service || '.thing', r.name,
              md5(t.id::text || r.arn)::uuid, s.status,
              case when s.status = 'FAIL' then 'OPEN' when s.status = 'PASS' and n % 9 = 0 then 'RESOLVED' else 'CLEAR' end,
              case when s.status = 'PASS' and n % 9 = 0 then 'FIXED' end,
              'The ' || r.service || ' resource ' || r.name || ' is not as it should be: it is open to 0.0.0.0/0 in ' || n % 12 || ' rules.',
              '{"open":[' || n % 65536 || ',3389],"owner":"111122223333"}',
              case when s.status = 'UNDETERMINED' then 'ACCESS_DENIED' end,
              s.at, s.at, case when s.status = 'FAIL' or (s.status = 'PASS' and n % 9 = 0) then s.at end,
              case when s.status = 'PASS' and n % 9 = 0 then s.at end, case when s.status = 'UNDETERMINED' then s.at end,
              case when s.status = 'FAIL' then s.at end, 30
            from (select ?::uuid as id, ?::bigint as number) t, generate_series(?::int, ?::int) n
            join lateral (OF_RESOURCE) r on true
            join bench_check c on c.place = n % (select count(*) from bench_check)
            join lateral (select
                case when n % 100 < 60 then 'PASS' when n % 100 < 82 then 'FAIL' when n % 100 < 92 then 'NOT_APPLICABLE' else 'UNDETERMINED' end as status,
                timestamptz '2026-01-01' + (n % 250000) * interval '2 minutes' as at) s on true
            """;

    private static final String WORDS = """
            insert into resource_words (tenant_id, resource_id, words)
            select t.id, md5(t.id::text || r.arn)::uuid, lower(r.arn || ' ' || r.name || ' team=payments env=prod cost-center=' || n % 100)
            from (select ?::uuid as id) t, generate_series(?::int, ?::int, ROWS_PER_RESOURCE) n join lateral (OF_RESOURCE) r on true
            """;

    /** That the row of this number speaks of. */
    private static final String RESOURCE = """
            select i.region, i.service, 'arn:aws:' || i.service || ':' || i.region || ':111122223333:thing/' || md5((n / ROWS_PER_RESOURCE)::text) as arn,
              (array['web', 'batch', 'billing', 'search', 'login', 'archive'])[1 + n / ROWS_PER_RESOURCE % 6] || '-' || n / ROWS_PER_RESOURCE || '-prod' as name
            from (select (array['eu-central-1', 'us-east-1', 'eu-west-1', 'ap-south-1', 'global'])[1 + n / ROWS_PER_RESOURCE % 5] as region,
                (array['ec2', 's3', 'iam', 'rds'])[1 + n / ROWS_PER_RESOURCE % 4] as service) i
            """;

    private static final String COUNTED = """
            insert into fleet_counter (tenant_id, account, check_id, severity, layer, owner, pass, fail, not_applicable,
              undetermined, excepted, decided_out, open, oldest_open_at)
            select tenant_id, account, check_id, severity, layer, owner, count(*) filter (where status = 'PASS'),
              count(*) filter (where status = 'FAIL'), count(*) filter (where status = 'NOT_APPLICABLE'),
              count(*) filter (where status = 'UNDETERMINED'), 0, 0, count(*) filter (where state = 'OPEN'),
              min(opened_at) filter (where state = 'OPEN')
            from finding where tenant_id = ? group by 1, 2, 3, 4, 5, 6
            """;

    private final Connection owner;

    private BenchRows(Connection owner) {
        this.owner = owner;
    }

    static BenchRows asOwner(Catalogue catalogue) throws SQLException {
        var config = ConfigProvider.getConfig();
        Connection owner = DriverManager.getConnection(
                config.getValue("vigil.db.url", String.class) + "?currentSchema=reports,public",
                "report_service_owner",
                config.getValue("vigil.db.owner.password", String.class));
        var fill = new BenchRows(owner);
        fill.run("set maintenance_work_mem = '512MB'");
        fill.run(
                "create temporary table bench_check (place int, id text, severity smallint, layer text, owner text, service text)");
        List<Check> checks = catalogue.checksOf("vigil-baseline").stream()
                .map(id -> catalogue.check(id).orElseThrow())
                .toList();
        try (PreparedStatement insert = owner.prepareStatement("insert into bench_check values (?, ?, ?, ?, ?, ?)")) {
            for (Check check : checks) {
                insert.setInt(1, checks.indexOf(check));
                insert.setString(2, check.id().value());
                insert.setInt(3, check.severity().ordinal());
                insert.setString(4, catalogue.layer(check.id()).label());
                insert.setString(5, catalogue.owner(check.id()).label());
                insert.setString(6, check.service());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return fill;
    }

    /** The indexes that were dropped, to be made again when the rows are there. */
    List<String> dropIndexes() throws SQLException {
        List<String> made = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet indexes = statement.executeQuery("""
                        select indexname, indexdef from pg_indexes
                        where schemaname = 'reports' and tablename = 'finding' and indexname <> 'finding_pkey'
                        """)) {
            while (indexes.next()) {
                names.add(indexes.getString(1));
                made.add(indexes.getString(2));
            }
        }
        for (String name : names) run("drop index " + name);
        return made;
    }

    void run(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    TenantId tenant(int number, int rows) throws SQLException {
        TenantId tenant = new TenantId(new UUID(0x0198_a000_0000_7000L, 0x8000_0000_0000_0000L + number));
        run("set app.tenant = '" + tenant + "'");
        run("insert into tenant_directory values ('%1$s', 'bench-%2$d', 'Bench %2$d', 1)".formatted(tenant, number));
        int batch = 100_000;
        for (int from = 0; from < rows; from += batch) {
            try (PreparedStatement insert = owner.prepareStatement(filled(ROWS))) {
                insert.setObject(1, tenant.value());
                insert.setLong(2, number);
                insert.setInt(3, from);
                insert.setInt(4, Math.min(rows, from + batch) - 1);
                insert.execute();
            }
            try (PreparedStatement insert = owner.prepareStatement(filled(WORDS))) {
                insert.setObject(1, tenant.value());
                insert.setInt(2, from);
                insert.setInt(3, Math.min(rows, from + batch) - 1);
                insert.execute();
            }
        }
        try (PreparedStatement counted = owner.prepareStatement(COUNTED)) {
            counted.setObject(1, tenant.value());
            counted.execute();
        }
        return tenant;
    }

    private static String filled(String sql) {
        return sql.replace("(OF_RESOURCE)", "(" + RESOURCE + ")")
                .replace("ROWS_PER_ACCOUNT", Integer.toString(ROWS_PER_ACCOUNT))
                .replace("ROWS_PER_RESOURCE", Integer.toString(ROWS_PER_RESOURCE));
    }

    @Override
    public void close() throws SQLException {
        owner.close();
    }
}
