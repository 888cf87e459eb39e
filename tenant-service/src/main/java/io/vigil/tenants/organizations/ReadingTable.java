package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.OrganizationRead;
import io.vigil.contracts.ReadingId;
import io.vigil.contracts.ReadingOutcome;
import io.vigil.contracts.TenantId;
import io.vigil.tenants.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The newest reading through each account: an answer to any other is late, replayed or forged. */
final class ReadingTable {
    private ReadingTable() {}

    /**
     * @param answeredAt absent while its answer is awaited; what follows is then of the reading before
     * @param outcome absent until one was answered
     */
    record Row(
            AccountId account,
            Instant askedAt,
            @Nullable Instant answeredAt,
            @Nullable ReadingOutcome outcome,
            @Nullable String words,
            @Nullable String missingAction,
            @Nullable OrganizationId organization,
            @Nullable AccountId management,
            @Nullable Instant toldAt) {}

    static void ask(Handle handle, TenantId tenant, AccountId account, ReadingId reading, Instant now) {
        handle.createUpdate("""
                        insert into aws_organization_reading (tenant_id, account_id, reading_id, asked_at)
                        values (:tenant, :account, :reading, :now)
                        on conflict (tenant_id, account_id) do update
                        set reading_id = excluded.reading_id, asked_at = excluded.asked_at, answered_at = null
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .bind("reading", reading.value())
                .bind("now", now)
                .execute();
        dropParts(handle, tenant, account);
    }

    /** Whether somebody waits for this answer; if so, nobody else hears one until the transaction ends. */
    static boolean awaits(Handle handle, OrganizationRead told) {
        return handle.createQuery("""
                        select 1 from aws_organization_reading
                        where tenant_id = :tenant and account_id = :account and reading_id = :reading
                          and answered_at is null
                        for update
                        """)
                .bind("tenant", told.tenant().value())
                .bind("account", told.account().value())
                .bind("reading", told.reading().value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    static void answered(Handle handle, OrganizationRead told, Instant now) {
        handle.createUpdate("""
                        update aws_organization_reading
                        set answered_at = :now, told_at = :now, outcome = :outcome, words = :words,
                            missing_action = :missing, organization_id = :organization, management = :management
                        where tenant_id = :tenant and account_id = :account
                        """)
                .bind("now", now)
                .bind("outcome", told.outcome().name())
                .bind("words", told.words())
                .bind("missing", told.missingAction())
                .bind("organization", told.organization())
                .bind(
                        "management",
                        told.management() == null ? null : told.management().value())
                .bind("tenant", told.tenant().value())
                .bind("account", told.account().value())
                .execute();
        dropParts(handle, told.tenant(), told.account());
    }

    /** The chunks in their order as soon as all have come; of a reading that was done twice the later one's. */
    static Optional<List<String>> add(Handle handle, OrganizationRead told, String body) {
        boolean isOld = handle.createQuery("""
                        select count(*) from aws_organization_part
                        where tenant_id = :tenant and account_id = :account and read_at > :at
                        """)
                        .bind("tenant", told.tenant().value())
                        .bind("account", told.account().value())
                        .bind("at", told.at())
                        .mapTo(Integer.class)
                        .one()
                > 0;
        if (isOld) return Optional.empty();
        handle.createUpdate("""
                        delete from aws_organization_part
                        where tenant_id = :tenant and account_id = :account and read_at < :at
                        """)
                .bind("tenant", told.tenant().value())
                .bind("account", told.account().value())
                .bind("at", told.at())
                .execute();
        handle.createUpdate("""
                        insert into aws_organization_part (tenant_id, account_id, chunk, read_at, body)
                        values (:tenant, :account, :chunk, :at, :body)
                        on conflict do nothing
                        """)
                .bind("tenant", told.tenant().value())
                .bind("account", told.account().value())
                .bind("chunk", told.chunk())
                .bind("at", told.at())
                .bind("body", body)
                .execute();
        int come = handle.createQuery(
                        "select count(*) from aws_organization_part where tenant_id = :tenant and account_id = :account")
                .bind("tenant", told.tenant().value())
                .bind("account", told.account().value())
                .mapTo(Integer.class)
                .one();
        return come == told.chunks() ? Optional.of(bodies(handle, told)) : Optional.empty();
    }

    private static List<String> bodies(Handle handle, OrganizationRead told) {
        return handle.createQuery("""
                        select body from aws_organization_part
                        where tenant_id = :tenant and account_id = :account order by chunk
                        """)
                .bind("tenant", told.tenant().value())
                .bind("account", told.account().value())
                .mapTo(String.class)
                .list();
    }

    private static void dropParts(Handle handle, TenantId tenant, AccountId account) {
        handle.createUpdate("delete from aws_organization_part where tenant_id = :tenant and account_id = :account")
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .execute();
    }

    /** No answer is heard any more: it would speak of a registration that has ended. */
    static void forget(Handle handle, TenantId tenant, AccountId account, Instant now) {
        handle.createUpdate("""
                        update aws_organization_reading set answered_at = :now
                        where tenant_id = :tenant and account_id = :account and answered_at is null
                        """)
                .bind("now", now)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .execute();
        dropParts(handle, tenant, account);
    }

    /** The newest first. */
    static List<Row> list(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select * from aws_organization_reading where tenant_id = :tenant
                        order by asked_at desc, account_id limit 100
                        """)
                .bind("tenant", tenant.value())
                .map((row, context) -> row(row))
                .list();
    }

    static Optional<Row> find(Handle handle, TenantId tenant, AccountId account) {
        return handle.createQuery("""
                        select * from aws_organization_reading where tenant_id = :tenant and account_id = :account
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .map((row, context) -> row(row))
                .findOne();
    }

    private static Row row(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        String organization = row.getString("organization_id");
        String management = row.getString("management");
        return new Row(
                new AccountId(row.getString("account_id")),
                Columns.instant(row, "asked_at"),
                Columns.maybeInstant(row, "answered_at").orElse(null),
                outcome == null ? null : ReadingOutcome.valueOf(outcome),
                row.getString("words"),
                row.getString("missing_action"),
                organization == null ? null : new OrganizationId(organization),
                management == null ? null : new AccountId(management),
                Columns.maybeInstant(row, "told_at").orElse(null));
    }
}
