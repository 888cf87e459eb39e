package io.vigil.reports.exceptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.ExceptionId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exceptions.AcceptedRisk.State;
import io.vigil.reports.exceptions.PreviewException.Preview;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Reads exceptions with what they come to. */
@ApplicationScoped
public class ReadExceptions {
    private static final String ROWS = """
            select e.*, (select count(*) from finding f where f.tenant_id = e.tenant_id and f.excepted_by = e.exception_id
              and (:account::text is null or f.account = :account)) as findings
            from exception e where e.tenant_id = :tenant
            """;

    /**
     * @param words the scope as people say it
     * @param findings that are excepted by it now
     */
    @Schema(name = "ExceptionShown")
    public record Shown(@JsonUnwrapped AcceptedRisk risk, String words, int findings) {}

    /** @param next hand back as {@code cursor} for more; null at the end */
    @Schema(name = "ExceptionPage")
    public record Page(List<Shown> items, @Nullable ExceptionId next) {}

    /** @param preview what an approval would do; null unless it waits */
    @Schema(name = "ExceptionDetail")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Detail(
            @JsonUnwrapped AcceptedRisk risk,
            String words,
            int findings,
            @Nullable Preview preview) {}

    private final TenantTransaction transaction;
    private final DescribeScope describeScope;
    private final InstantSource clock;

    ReadExceptions(TenantTransaction transaction, DescribeScope describeScope, InstantSource clock) {
        this.transaction = transaction;
        this.describeScope = describeScope;
        this.clock = clock;
    }

    /**
     * Newest first.
     *
     * @param after the last one of the page before
     * @throws Problem 400 if there is none of this id
     */
    Page page(TenantId tenant, Set<State> states, Optional<ExceptionId> after, int limit) {
        return transaction.call(tenant, handle -> {
            Optional<AcceptedRisk> last = after.map(id -> ExceptionTable.find(handle, tenant, id)
                    .orElseThrow(() -> Problem.badRequest("cursor is not one of this list")));
            List<Shown> rows = handle.createQuery(ROWS + """
                            and e.state = any (:states)
                            and (:after::timestamptz is null or e.requested_at < :after
                              or e.requested_at = :after and e.exception_id > :last)
                            order by e.requested_at desc, e.exception_id limit :limit
                            """)
                    .bind("tenant", tenant.value())
                    .bind("account", (String) null)
                    .bindArray(
                            "states",
                            String.class,
                            states.stream().map(State::name).toArray())
                    .bind("after", last.map(risk -> risk.requested().at()).orElse(null))
                    .bind("last", after.map(ExceptionId::value).orElse(null))
                    .bind("limit", limit + 1)
                    .map((row, context) -> shown(row))
                    .list();
            boolean more = rows.size() > limit;
            List<Shown> items = more ? rows.subList(0, limit) : rows;
            return new Page(List.copyOf(items), more ? items.getLast().risk().id() : null);
        });
    }

    /** @throws Problem 404 if there is none of this id in the tenant */
    Detail one(TenantId tenant, ExceptionId id) {
        return transaction.call(tenant, handle -> {
            Shown shown = handle.createQuery(ROWS + " and e.exception_id = :id")
                    .bind("tenant", tenant.value())
                    .bind("account", (String) null)
                    .bind("id", id.value())
                    .map((row, context) -> shown(row))
                    .findOne()
                    .orElseThrow(() -> Problem.notFound("no exception " + id));
            return new Detail(
                    shown.risk(),
                    shown.words(),
                    shown.findings(),
                    shown.risk().waits()
                            ? PreviewException.count(
                                    handle, tenant, shown.risk().scope())
                            : null);
        });
    }

    /**
     * In force, first those that end first.
     *
     * @param account whose findings are counted; those that are about another account alone are left out
     */
    public List<Shown> inForce(TenantId tenant, Optional<AccountId> account) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery(ROWS + """
                                and e.state = 'IN_FORCE' and e.ends_at > :now
                                and (:account::text is null or e.account is null or e.account = :account)
                                order by e.ends_at, e.exception_id
                                """)
                        .bind("tenant", tenant.value())
                        .bind("account", account.map(AccountId::value).orElse(null))
                        .bind("now", clock.instant())
                        .map((row, context) -> shown(row))
                        .list());
    }

    private Shown shown(ResultSet row) throws SQLException {
        AcceptedRisk risk = ExceptionTable.of(row);
        return new Shown(risk, describeScope.words(risk.scope()), row.getInt("findings"));
    }
}
