package io.vigil.tenants.offboarding;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
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
public class Leftovers {
    /** What stays of an erased customer in tables that are no tenant's; the trail of the provider is a third. */
    static final Set<String> STAYS = Set.of("tenant_closing", "offboarding");

    private final World world;
    private final Callers callers;
    private final PlatformTransaction platform;

    Leftovers(World world, Callers callers, PlatformTransaction platform) {
        this.world = world;
        this.callers = callers;
        this.platform = platform;
    }

    /** Everything that a customer comes to have here; what no door of this service makes by itself is written in. */
    public AccountId fill(TenantId tenant) {
        AccountId account = world.account(tenant);
        world.worker();
        world.probe(tenant, account);
        world.requested(world.scan(tenant, account), new Region(World.REGIONS.getFirst()), /* attempt */ 1);
        String organization = world.knownOrganization(tenant, account);
        made(tenant, "/tokens", Map.of("name", "ci", "role", "VIEWER"));
        made(tenant, "/service-accounts", Map.of("name", "pipeline"));
        made(tenant, "/schedules", Map.of("name", "Yearly", "cron", "0 2 1 1 *", "zone", "Europe/Oslo"));
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("basedOn", 0, "document", Map.of("disabledChecks", List.of("ec2-ami-not-public"))))
                .put("/tenants/" + tenant + "/pack")
                .then()
                .statusCode(200);
        insert(
                tenant,
                "permission (tenant_id, subject, role) values (:id, 's', 'VIEWER')",
                "member (tenant_id, subject, email, added_at, added_by) values (:id, 's', 'a@b.example', now(), 'x')",
                "own_check_revision values (:id, 'x', 1, 'd', 's', 'c', 't', 'low', '{}', now(), 'x')",
                "own_check values (:id, 'x', 1, 'DRAFT')",
                "staff_grant (tenant_id, grant_id, kind, state, name, role, reason, asked_at)"
                        + " values (:id, :id, 'AUDIT', 'OPEN', 'n', 'r', 'w', now())",
                "live_grant (grant_id, tenant_id, open) values (:id, :id, true)",
                "grant_rule values (:id, true, now(), 'x')",
                "scan_schedule_run values (:id, :id, 'epoch', now(), 'STARTED')",
                "scan_schedule_start (tenant_id, schedule_id, due, account_id, outcome)"
                        + " values (:id, :id, 'epoch', 'x', 'REFUSED')",
                "pack_acknowledgement values (:id, 1, 1, 'd', '{}', now(), 's', 'n')",
                "invitation values (:id, :id, 'a@b.example', 'VIEWER', 'ACCEPTED', null, now(), 'x', 'x', 'ADMIN', false,"
                        + " now(), null, '', null, null)",
                "invitation_holder values ('d' || :id, :id, :id)",
                "invitation_mail values (:id, :id, :id, 'd', now(), null, 1)",
                "email_domain values (:id, 'leaving.example', now(), 'x', null, null)",
                "email_domain_owner values ('d' || :id || '.example', :id)",
                "identity_provider values (:id, 'OIDC', 'n', 'a', 'c', 'i', now(), 'x')",
                "aws_organization_part values (:id, '000000000000', 0, now(), '{}')",
                "aws_organization_rule values (:id, '%s', '{}', '{}', '{}', now(), 'x')".formatted(organization));
        return account;
    }

    /** More than a page of them. */
    void lookBack(TenantId tenant, AccountId account) {
        insert(
                tenant,
                "account_event (tenant_id, account_id, seq, at, state)"
                        + " select :id, '%s', seq, now(), 'PENDING' from generate_series(1000, 1449) as seq"
                                .formatted(account));
    }

    /** What freezing takes away, had it come back. */
    void slipIn(TenantId tenant) {
        insert(
                tenant,
                "unit_queue values (:id, :id, '000000000000', :id, 'SCHEDULED', 1, 'REPORTED', now(), now(), now())");
    }

    private void made(TenantId tenant, String what, Map<String, String> body) {
        callers.as(Role.ADMIN, tenant)
                .body(body)
                .post("/tenants/" + tenant + what)
                .then()
                .statusCode(201);
    }

    private void insert(TenantId tenant, String... rows) {
        platform.run(handle -> {
            enter(handle, tenant);
            for (String row : rows) handle.execute("insert into " + row.replace(":id", "'" + tenant + "'"));
        });
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
                if (words.stream()
                        .anyMatch(word -> handle.createQuery("select exists (select from " + table
                                        + " t where strpos(to_jsonb(t)::text, :word) > 0)")
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
