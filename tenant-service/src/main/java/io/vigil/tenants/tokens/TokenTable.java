package io.vigil.tenants.tokens;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.Columns;
import io.vigil.tenants.tokens.ApiToken.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rows of tokens, with what their owners may do by now. */
final class TokenTable {
    private static final String SELECT = """
            select k.*, s.name as account_name, p.role as owner_role
            from api_token k
            left join service_account s on s.tenant_id = k.tenant_id and s.account_id = k.account_id
            left join permission p on p.tenant_id = k.tenant_id and p.subject = k.owner
            where k.tenant_id = :tenant
            """;

    /** A token and what it is proven by. */
    record Kept(ApiToken token, String digest) {}

    private TokenTable() {}

    static Optional<Kept> find(Handle handle, TenantId tenant, String visible, Instant now) {
        return handle.createQuery(SELECT + " and k.visible = :visible")
                .bind("tenant", tenant.value())
                .bind("visible", visible)
                .map((row, context) -> new Kept(token(row, now), row.getString("digest")))
                .findOne();
    }

    /** @param owner only a person's own; null for all */
    static List<ApiToken> list(Handle handle, TenantId tenant, @Nullable String owner, Instant now) {
        return handle.createQuery(
                        SELECT
                                + " and (:owner::text is null or k.owner = :owner) order by k.created_at desc, k.visible limit 1000")
                .bind("tenant", tenant.value())
                .bind("owner", owner)
                .map((row, context) -> token(row, now))
                .list();
    }

    static int holding(Handle handle, TenantId tenant, Instant now) {
        return handle.createQuery(
                        "select count(*) from api_token where tenant_id = :tenant and revoked_at is null and expires_at > :now")
                .bind("tenant", tenant.value())
                .bind("now", now)
                .mapTo(Integer.class)
                .one();
    }

    static void revoke(Handle handle, TenantId tenant, String visible, Instant now) {
        handle.createUpdate(
                        "update api_token set revoked_at = :now where tenant_id = :tenant and visible = :visible and revoked_at is null")
                .bind("tenant", tenant.value())
                .bind("visible", visible)
                .bind("now", now)
                .execute();
    }

    static void used(Handle handle, TenantId tenant, String visible, Instant now, String address) {
        handle.createUpdate(
                        "update api_token set last_used_at = :now, last_used_address = :address where tenant_id = :tenant and visible = :visible")
                .bind("tenant", tenant.value())
                .bind("visible", visible)
                .bind("now", now)
                .bind("address", address)
                .execute();
    }

    private static ApiToken token(ResultSet row, Instant now) throws SQLException {
        Role role = Role.valueOf(row.getString("role"));
        @Nullable Instant revoked = Columns.maybeInstant(row, "revoked_at").orElse(null);
        Instant expires = Columns.instant(row, "expires_at");
        @Nullable String owner = row.getString("owner");
        Optional<Role> ownerRole =
                Optional.ofNullable(row.getString("owner_role")).map(Role::valueOf);
        boolean ownerMay = owner == null
                || ownerRole.filter(own -> RolesCovered.covers(own, role)).isPresent();
        State state = State.ACTIVE;
        if (revoked != null) state = State.REVOKED;
        else if (!now.isBefore(expires)) state = State.EXPIRED;
        else if (!ownerMay) state = State.OWNER_MAY_NOT;
        return new ApiToken(
                row.getString("visible"),
                row.getString("name"),
                role,
                state,
                owner == null ? row.getString("account_name") : row.getString("created_by_name"),
                owner,
                row.getObject("account_id", UUID.class),
                Columns.texts(row, "cidrs"),
                Columns.instant(row, "created_at"),
                row.getString("created_by_name"),
                expires,
                revoked,
                Columns.maybeInstant(row, "last_used_at").orElse(null),
                row.getString("last_used_address"));
    }
}
