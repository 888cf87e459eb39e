package io.vigil.tenants.offboarding;

import static org.hamcrest.Matchers.is;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.World;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** What a customer comes to have in the tables of this service, and where any of it is still to be found. */
@Singleton
class Leftovers {
    /** What stays of an erased customer in tables that are no tenant's; the trail of the provider is a third. */
    static final Set<String> STAYS = Set.of("tenant_closing", "offboarding");

    static final List<String> FILLED = List.of(
            "tenant", "permission", "member", "aws_account", "aws_account_registry", "pack_revision", "pack_holder",
            "scan", "scan_unit", "scan_event", "tenant_turn", "own_check", "own_check_revision", "staff_grant",
            "grant_rule", "live_grant", "service_account", "api_token", "api_token_holder", "account_probe",
            "account_event", "scan_schedule", "scan_schedule_run", "scan_schedule_start", "audit", "audit_head");

    private final World world;
    private final Callers callers;
    private final PlatformTransaction platform;

    Leftovers(World world, Callers callers, PlatformTransaction platform) {
        this.world = world;
        this.callers = callers;
        this.platform = platform;
    }

    /** Everything that a customer comes to have here; what no door of this service makes by itself is written in. */
    AccountId fill(TenantId tenant) {
        String path = "/tenants/" + tenant;
        AccountId account = world.account(tenant);
        world.worker();
        world.probe(tenant, account);
        world.scan(tenant, account);
        Map.of(
                        "/tokens", Map.of("name", "ci", "role", "VIEWER"),
                        "/service-accounts", Map.of("name", "pipeline"),
                        "/schedules", Map.of("name", "Yearly", "cron", "0 2 1 1 *", "zone", "Europe/Oslo"))
                .forEach((what, body) -> callers.as(Role.ADMIN, tenant)
                        .body(body)
                        .post(path + what)
                        .then()
                        .statusCode(201));
        platform.run(handle -> {
            enter(handle, tenant);
            String id = "'%s'".formatted(tenant);
            for (String values : List.of(
                    "permission (tenant_id, subject, role) values (%s, %1$s, 'VIEWER')",
                    "member (tenant_id, subject, email, added_at, added_by) values (%s, 's', 'a@b.example', now(), 'x')",
                    "own_check_revision values (%s, 'x', 1, 'd', 's', 'c', 't', 'low', '{}', now(), 'x')",
                    "own_check values (%s, 'x', 1, 'DRAFT')",
                    "staff_grant (tenant_id, grant_id, kind, state, name, role, reason, asked_at) values (%s, %1$s, 'AUDIT', 'OPEN', 'n', 'r', 'w', now())",
                    "live_grant (grant_id, tenant_id, open) values (%s, %1$s, true)",
                    "grant_rule values (%s, true, now(), 'x')",
                    "scan_schedule_run values (%s, %1$s, 'epoch', now(), 'STARTED')",
                    "scan_schedule_start (tenant_id, schedule_id, due, account_id, outcome) values (%s, %1$s, 'epoch', 'x', 'REFUSED')"))
                handle.createUpdate("insert into " + values.formatted(id)).execute();
        });
        return account;
    }

    /** Of every table with a tenant_id but those that stay, found as a person would look for them. */
    Map<String, Long> rows(TenantId tenant) {
        return platform.call(handle -> {
            enter(handle, tenant);
            Map<String, Long> rows = new TreeMap<>();
            handle.createQuery("""
                            select table_name from information_schema.columns
                            where table_schema = 'tenants' and column_name = 'tenant_id'
                            """).mapTo(String.class).list().stream()
                    .filter(table -> !STAYS.contains(table))
                    .forEach(table -> rows.put(
                            table,
                            handle.createQuery("select count(*) from " + table + " where tenant_id = :tenant")
                                    .bind("tenant", tenant.value())
                                    .mapTo(Long.class)
                                    .one()));
            return rows;
        });
    }

    /** @param words the first is the id of the customer */
    List<String> whereItIsNamed(List<String> words) {
        return platform.call(handle -> {
            enter(handle, TenantId.of(words.getFirst()));
            List<String> named = new ArrayList<>();
            for (String table : handle.createQuery("""
                            select relname from pg_class where relnamespace = 'tenants'::regnamespace
                              and relkind in ('r', 'p') and relname <> 'flyway_schema_history'
                            """).mapTo(String.class).list())
                if (words.stream().anyMatch(word -> handle.createQuery(
                                "select exists (select from " + table + " t where strpos(to_jsonb(t)::text, :word) > 0)")
                        .bind("word", word)
                        .mapTo(Boolean.class)
                        .one())) named.add(table);
            return named;
        });
    }

    private static void enter(Handle handle, TenantId tenant) {
        handle.execute("select set_config('app.tenant', ?, true)", tenant.toString());
    }
}
