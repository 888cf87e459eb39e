package io.vigil.tenants.packs;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackLevel;
import io.vigil.contracts.TenantId;
import io.vigil.tenants.Columns;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The versions of one level: the provider's baseline, or of a tenant, or of one of its accounts. */
record LevelTable(PackLevel level, @Nullable TenantId tenant, String account) {
    static final LevelTable BASELINE = new LevelTable(PackLevel.MSP, null, "");

    static LevelTable of(TenantId tenant, Optional<AccountId> account) {
        PackLevel level = account.isPresent() ? PackLevel.ACCOUNT : PackLevel.TENANT;
        return new LevelTable(level, tenant, account.map(AccountId::value).orElse(""));
    }

    /** Accounts of the tenant that have a level of their own, connected or not. */
    static List<AccountId> accounts(Handle handle, TenantId tenant) {
        return handle.createQuery("""
                        select distinct account_id from pack_level where tenant_id = :tenant and account_id <> '' order by 1
                        """)
                .bind("tenant", tenant.value())
                .map((row, context) -> new AccountId(row.getString("account_id")))
                .list();
    }

    LevelVersion newest(Handle handle) {
        return page(handle, Long.MAX_VALUE, 1).stream().findFirst().orElseGet(() -> LevelVersion.none(level));
    }

    Optional<LevelVersion> version(Handle handle, long version) {
        return version == Long.MAX_VALUE
                ? Optional.empty()
                : page(handle, version + 1, 1).stream()
                        .filter(found -> found.version() == version)
                        .findFirst();
    }

    /** Newest first. */
    List<LevelVersion> page(Handle handle, long before, int limit) {
        Query query = handle.createQuery("""
                select version, content, changes, note, published_at, published_by from TABLE
                where WHERE and version < :before order by version desc limit :limit
                """.replace("TABLE", table()).replace("WHERE", where()));
        return bind(query)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    void insert(Handle handle, LevelVersion version) {
        String columns = tenant == null ? "" : "tenant_id, account_id, ";
        String values = tenant == null ? "" : ":tenant, :account, ";
        bind(handle.createUpdate("""
                        insert into TABLE (COLUMNS version, content, changes, note, published_at, published_by)
                        values (VALUES :version, :content, :changes, :note, :at, :by)
                        """.replace("TABLE", table())
                        .replace("COLUMNS", columns)
                        .replace("VALUES", values)))
                .bind("version", version.version())
                .bind("content", json(version.document()))
                .bind("changes", json(version.changes()))
                .bind("note", version.note())
                .bind("at", version.publishedAt())
                .bind("by", version.publishedBy())
                .execute();
    }

    private String table() {
        return tenant == null ? "msp_pack" : "pack_level";
    }

    private String where() {
        return tenant == null ? "true" : "tenant_id = :tenant and account_id = :account";
    }

    private <S extends SqlStatement<S>> S bind(S statement) {
        return tenant == null
                ? statement
                : statement.bind("tenant", tenant.value()).bind("account", account);
    }

    private LevelVersion read(ResultSet row) throws SQLException {
        return new LevelVersion(
                level,
                row.getLong("version"),
                parse(row.getString("content"), LevelDocument.class),
                parse(row.getString("changes"), PackChanges.class),
                row.getString("note"),
                Columns.instant(row, "published_at"),
                row.getString("published_by"));
    }

    static <T> T parse(String json, Class<T> type) {
        try {
            return EventJson.MAPPER.readValue(json, type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a stored pack is unreadable", unreadable);
        }
    }

    static String json(Object value) {
        return new String(EventJson.bytes(value), StandardCharsets.UTF_8);
    }
}
