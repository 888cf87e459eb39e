package io.vigil.reports.offboarding;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.ScriptedRun.VOLUME;
import static io.vigil.reports.ScriptedRun.VOLUMES;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What a customer comes to have in the tables of this service, and where any of it is still to be found. */
@Singleton
public class Leftovers {
    /** What stays of an erased tenant: the marker. */
    static final Set<String> STAYS = Set.of("tenant_closing");

    static final AccountId ACCOUNT = new AccountId("111122223333");

    private final TakeReport takeReport;
    private final TenantTransaction tenants;
    private final PlatformTransaction platform;
    private final AuditTrail audit;

    Leftovers(TakeReport takeReport, TenantTransaction tenants, PlatformTransaction platform, AuditTrail audit) {
        this.takeReport = takeReport;
        this.tenants = tenants;
        this.platform = platform;
        this.audit = audit;
    }

    /** Everything that a customer comes to have here. */
    public void fill(TenantId of, String name) {
        run(of).records().forEach(takeReport::take);
        List<Event.UnitReport> unfinished = run(of).records();
        takeReport.take(unfinished.getFirst());
        tenants.run(of, handle -> {
            insert(
                    handle,
                    of,
                    "tenant_directory (tenant_id, slug, name, revision)",
                    "'%s', 'Leaving', 1".formatted(name));
            insert(handle, of, "account", "'111122223333', 'A', '{}', true, 1");
            insert(handle, of, "pack", "1, 'd', '{}'".replace("'{}'", "'" + baseline() + "'"));
            insert(handle, of, "account_pack", "'111122223333', 1, 'd', '" + baseline() + "'");
            insert(handle, of, "rejudging", "'111122223333', 'x'");
            String id = "'" + new UUID(0, 5) + "'";
            insert(
                    handle,
                    of,
                    "subscription (tenant_id, subscription_id, name, cron, zone, formats, misfire, created_at, created_by, timed_at)",
                    id + ", 'S', '0 7 * * MON', 'UTC', '{pdf}', 'once', now(), 'x', now()");
            insert(
                    handle,
                    of,
                    "subscription_recipient",
                    id + ", " + id + ", 'a@b.example', 'CONFIRMED', now(), now(), 'd'");
            insert(
                    handle,
                    of,
                    "subscription_link (tenant_id, digest, kind, subscription_id, recipient_id, made_at)",
                    "'link of %s', 'CONFIRM', %s, %s, now()".formatted(name, id, id));
            insert(handle, of, "confirmation_asked", "'d', now()");
            insert(handle, of, "subscription_period", id + ", 'epoch', now(), 'x'");
            insert(handle, of, "subscription_file", id + ", 'epoch', 'pdf', " + id);
            insert(
                    handle,
                    of,
                    "delivery (tenant_id, delivery_id, subscription_id, period, recipient, state, asked_at, due_at)",
                    id + ", " + id + ", 'epoch', 'a@b.example', 'SENT', now(), now()");
            insert(handle, of, "delivery_attempt", id + ", 1, now(), 'SENT', ''");
            insert(handle, of, "report_file", id + ", 'pdf', 'f', 1, 's', now(), 'x'");
            insert(handle, of, "report_file_chunk", id + ", 0, 'x'");
            insert(
                    handle,
                    of,
                    "exception (tenant_id, exception_id, state, check_id, reason, control, ends_at, remind, requested_at, requested_by, requested_by_name, requested_by_role)",
                    id + ", 'WAITING', 'c', 'r', 'c', '2999-01-01', '{}', now(), 'x', 'X', 'OPERATOR'");
            insert(handle, of, "exception_reminder", id + ", " + id + ", 14, 'a@b.example', 'QUEUED', now()");
            insert(
                    handle,
                    of,
                    "attestation (tenant_id, attestation_id, state, framework, requirement, title, statement, valid_until, ends_at, requested_at, requested_by, requested_by_name, requested_by_role)",
                    id
                            + ", 'WAITING', 'f', '1', 't', 's', '2998-12-31', '2999-01-01 00:00:00Z', now(), 'x', 'X', 'OPERATOR'");
            insert(handle, of, "attestation_evidence", id + ", " + id + ", 'a.txt', 'text/plain', 1, 's', now(), 'X'");
            handle.execute("""
                    insert into finding_assignee (tenant_id, finding_id, subject, name, assigned_at, assigned_by)
                    select tenant_id, finding_id, 's', 'S', now(), 'x' from finding on conflict do nothing
                    """);
            handle.execute("""
                    insert into finding_ticket (tenant_id, finding_id, ticket_id, key, url, added_at, added_by)
                    select tenant_id, finding_id, finding_id, 'A-1', 'https://a.example/A-1', now(), 'x' from finding
                    on conflict do nothing
                    """);
            handle.execute("""
                    insert into finding_comment (tenant_id, comment_id, finding_id, at, author, author_name, author_role, text)
                    select tenant_id, finding_id, finding_id, now(), 's', 'S', 'ADMIN', 't' from finding on conflict do nothing
                    """);
            handle.execute("""
                    insert into comment_mention (tenant_id, comment_id, subject, name, mail_id, recipient, state, queued_at)
                    select tenant_id, comment_id, 's', 'S', comment_id, 'a@b.example', 'SENT', now() from finding_comment
                    on conflict do nothing
                    """);
            insert(
                    handle,
                    of,
                    "channel (tenant_id, channel_id, kind, name, address, sealed, state, created_at, created_by, owner)",
                    id + ", 'WEBHOOK', 'C', 'https://a.example', 's', 'ENABLED', now(), 'x', 'x'");
            insert(
                    handle,
                    of,
                    "channel_delivery (tenant_id, delivery_id, channel_id, kind, title, message, state, asked_at, due_at)",
                    id + ", " + id + ", 'TEST', 't', '{}', 'SENT', now(), now()");
            insert(handle, of, "channel_attempt", id + ", 1, now(), 'SENT', ''");
            insert(
                    handle,
                    of,
                    "alert_rule",
                    id + ", 'R', 'FINDING_CHANGED', '', 0, null, 'UTC', '2999-01-01', now(), 'x'");
            insert(handle, of, "alert_rule_channel", id + ", " + id);
            insert(handle, of, "alert_match", id + ", " + id + ", " + id + ", now(), 0, '{}', null");
            insert(handle, of, "alert_act", id + ", now(), " + id);
            insert(handle, of, "mention_mailed", "'d', now()");
            insert(
                    handle,
                    of,
                    "weekly_audit",
                    id + ", 1, 1, now(), 'x', 'X', 'AUDITOR', now(), 'x', 'X', 'AUDITOR', 1, 1, 'f', 1, 's', 's'");
            insert(
                    handle,
                    of,
                    "weekly_audit_account (tenant_id, audit_id, account, name, since, seq_from, read_from, seq_to, cut_at, signed_at)",
                    id + ", '111122223333', 'A', now(), 0, now(), 1, now(), now()");
            handle.execute("""
                    insert into weekly_audit_item (tenant_id, audit_id, account, severity, finding_id, check_id, region, resource,
                      resource_type, resource_name, kinds, transitions, state, status)
                    select tenant_id, '00000000-0000-0000-0000-000000000005', account, severity, finding_id, check_id, region, resource,
                      resource_type, resource_name, '{CHANGED}', '{OPENED}', state, status
                    from finding where account = '111122223333' on conflict do nothing
                    """);
            insert(handle, of, "weekly_audit_time", id + ", 's', '', 'S', 1, now()");
            insert(handle, of, "fleet_audit", id + ", now(), now(), 1, 1, 0, 1, 1");
            insert(handle, of, "fleet_audit_account", "'111122223333', 1, now(), 0, 0");
            insert(handle, of, "fleet_day", "'vigil-baseline', '2020-01-01', 1, 1, 0, 0, 0, 0");
            audit.append(handle, of, Caller.service("test", Optional.of(of)), "test.filled", name, Map.of());
            handle.execute(
                    "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version) values ('later', ?, '2999-01-01', false, 1)",
                    of + "/x");
        });
    }

    private static void insert(Handle handle, TenantId of, String table, String values) {
        handle.execute("insert into %s values ('%s', %s) on conflict do nothing".formatted(table, of, values));
    }

    private static String baseline() {
        return new String(EventJson.bytes(EffectivePack.BASELINE), java.nio.charset.StandardCharsets.UTF_8);
    }

    public static ScriptedRun run(TenantId of) {
        return new ScriptedRun(of, ACCOUNT)
                .says(PORTS, "sg-1", GROUP, Status.FAIL)
                .says(VOLUMES, "vol-1", VOLUME, Status.FAIL);
    }

    /** Of every table with a tenant_id but those that stay, found as a person would look for them. */
    Map<String, Long> rows(TenantId of) {
        return platform.call(handle -> {
            handle.execute("select set_config('app.tenant', ?, true)", of.toString());
            Map<String, Long> rows = new TreeMap<>();
            handle.createQuery("""
                            select table_name from information_schema.columns c join pg_class t on t.relname = c.table_name
                            where c.table_schema = 'reports' and c.column_name = 'tenant_id'
                              and t.relnamespace = 'reports'::regnamespace and not t.relispartition
                            """).mapTo(String.class).list().stream()
                    .filter(table -> !STAYS.contains(table))
                    .forEach(table -> rows.put(
                            table,
                            handle.createQuery("select count(*) from " + table + " where tenant_id = :tenant")
                                    .bind("tenant", of.value())
                                    .mapTo(Long.class)
                                    .one()));
            return rows;
        });
    }

    /** The tables in which any row's text holds one of the words; of the outbox, what is on its way is left out. */
    List<String> whereItIsNamed(TenantId tenant, String slug) {
        List<String> words = List.of(tenant.toString(), slug);
        return platform.call(handle -> {
            handle.execute("select set_config('app.tenant', ?, true)", tenant.toString());
            List<String> named = new ArrayList<>();
            for (String table : handle.createQuery("""
                            select relname from pg_class where relnamespace = 'reports'::regnamespace
                              and relkind in ('r', 'p') and not relispartition and relname not in ('outbox', 'flyway_schema_history')
                            """).mapTo(String.class).list())
                if (words.stream()
                        .anyMatch(word -> handle.createQuery("select exists (select from " + table
                                        + " t where strpos(to_jsonb(t)::text, :word) > 0)")
                                .bind("word", word)
                                .mapTo(Boolean.class)
                                .one())) named.add(table);
            return named;
        });
    }
}
