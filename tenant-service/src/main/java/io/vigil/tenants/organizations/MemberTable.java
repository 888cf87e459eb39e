package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.OrganizationNodes;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.TenantId;
import io.vigil.tenants.Columns;
import io.vigil.tenants.accounts.Account;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The accounts of organizations with what the registry and the tenant's connections say of them. */
final class MemberTable {
    private static final String STANDING = """
            select m.account_id, m.name, m.unit_id, m.aws_state, m.seen_at, m.left_at, a.state as connection, a.outcome,
                   case when m.left_at is not null then 'LEFT'
                        when m.aws_state not in ('ACTIVE', 'UNKNOWN') then 'NOT_OPEN'
                        when a.state is not null then a.state
                        when r.tenant_id <> m.tenant_id then 'OTHER_CUSTOMER'
                        else 'NOT_CONNECTED' end as state
            from aws_organization_member m
            left join aws_account a
              on a.tenant_id = m.tenant_id and a.account_id = m.account_id and a.disconnected_at is null
            left join aws_account_registry r on r.account_id = m.account_id
            where m.tenant_id = :tenant and m.organization_id = :organization
            """;

    private MemberTable() {}

    /** @param state of {@link Member} */
    record Count(String unit, Member.State state, int accounts) {}

    /** @param unit in which they lie, all when absent */
    record Filter(
            @Nullable String unit,
            Member.@Nullable State state,
            @Nullable AccountId after) {}

    /** By their ids. */
    static List<Member> page(Handle handle, TenantId tenant, OrganizationId organization, Filter filter, int limit) {
        return handle.createQuery("select * from (" + STANDING + """
                        ) standing
                        where (:unit::text is null or unit_id = :unit)
                          and (:state::text is null or state = :state)
                          and (:after::text is null or account_id > :after)
                        order by account_id limit :limit
                        """)
                .bind("tenant", tenant.value())
                .bind("organization", organization.value())
                .bind("unit", filter.unit())
                .bind("state", filter.state() == null ? null : filter.state().name())
                .bind("after", filter.after() == null ? null : filter.after().value())
                .bind("limit", limit)
                .map((row, context) -> member(row))
                .list();
    }

    static List<Member> all(Handle handle, TenantId tenant, OrganizationId organization) {
        return page(handle, tenant, organization, new Filter(null, null, null), Integer.MAX_VALUE);
    }

    /** Of the tenant. */
    static Set<AccountId> disconnectedSince(Handle handle, TenantId tenant, Instant since) {
        return handle.createQuery("""
                        select account_id from aws_account where tenant_id = :tenant and disconnected_at > :since
                        """)
                .bind("tenant", tenant.value())
                .bind("since", since)
                .mapTo(String.class)
                .map(AccountId::new)
                .set();
    }

    static List<Count> counts(Handle handle, TenantId tenant, OrganizationId organization) {
        return handle.createQuery("select unit_id, state, count(*) as accounts from (" + STANDING + """
                        ) standing group by unit_id, state order by unit_id, state
                        """)
                .bind("tenant", tenant.value())
                .bind("organization", organization.value())
                .map((row, context) -> new Count(
                        row.getString("unit_id"), Member.State.valueOf(row.getString("state")), row.getInt("accounts")))
                .list();
    }

    private static Member member(ResultSet row) throws SQLException {
        var state = Member.State.valueOf(row.getString("state"));
        var awsState = OrganizationNodes.State.valueOf(row.getString("aws_state"));
        String connection = row.getString("connection");
        String outcome = row.getString("outcome");
        Account.@Nullable State answers = connection == null ? null : Account.State.valueOf(connection);
        return new Member(
                new AccountId(row.getString("account_id")),
                row.getString("name"),
                row.getString("unit_id"),
                awsState,
                state,
                answers,
                Member.fix(state, awsState, answers, outcome == null ? null : ProbeOutcome.valueOf(outcome)),
                Columns.instant(row, "seen_at"),
                Columns.maybeInstant(row, "left_at").orElse(null));
    }
}
