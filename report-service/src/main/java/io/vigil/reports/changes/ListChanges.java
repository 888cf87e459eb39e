package io.vigil.reports.changes;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.FindingChanged.Transition;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.Region;
import io.vigil.contracts.Severity;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What went from one state to another, from the transition log. */
@ApplicationScoped
public class ListChanges {
    /** @param was the state before, such as OPEN; null in older rows */
    public record Change(
            Instant at,
            Transition transition,
            @Nullable String was,
            FindingId finding,
            CheckId check,
            String title,
            Severity severity,
            AccountId account,
            Region region,
            String resource,
            String resourceName) {}

    /**
     * What came to the open findings and what left them; what was excepted before or at once did neither.
     *
     * @param opened without the reopened ones
     * @param reopened failed again, or an exception was over
     * @param decidedOut those of the resolved ones whose check was decided out
     */
    @Schema(name = "ChangeSums")
    public record Sums(int opened, int resolved, int reopened, int excepted, int decidedOut) {

        /** Columns that {@link #of(ResultSet)} reads, over rows of the log or of its counts. */
        public static String of(String findings) {
            return """
                    coalesce(sum(N) filter (where transition = 'OPENED'), 0) as opened,
                    coalesce(sum(N) filter (where transition = 'REOPENED'), 0) as reopened,
                    coalesce(sum(N) filter (where transition = 'EXCEPTED' and was = 'OPEN'), 0) as excepted,
                    coalesce(sum(N) filter (where transition = 'DECIDED_OUT' and was is distinct from 'EXCEPTED'), 0) as decided_out,
                    coalesce(sum(N) filter (where transition not in ('OPENED', 'REOPENED', 'EXCEPTED')
                      and was is distinct from 'EXCEPTED'), 0) as resolved
                    """.replace("N)", findings + ")");
        }

        public static Sums of(ResultSet row) throws SQLException {
            return new Sums(
                    row.getInt("opened"),
                    row.getInt("resolved"),
                    row.getInt("reopened"),
                    row.getInt("excepted"),
                    row.getInt("decided_out"));
        }
    }

    private static final int ROWS_PER_PAGE = 500;

    private final Catalogue catalogue;

    ListChanges(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Where a page ends. */
    record Place(Instant at, UUID finding, UUID event) {}

    record Row(Change change, Place place) {}

    /** Newest first. */
    List<Change> newest(Handle handle, TenantId tenant, Between between, int limit) {
        return list(handle, tenant, between, "at desc, finding_id, event_id", limit);
    }

    /** Worst first, then newest. */
    public List<Change> notable(Handle handle, TenantId tenant, Instant since, Optional<AccountId> account, int limit) {
        return list(handle, tenant, Between.since(since, account), "severity, at desc, finding_id, event_id", limit);
    }

    public Sums sums(Handle handle, TenantId tenant, Instant since, Optional<AccountId> account) {
        return sums(handle, tenant, Between.since(since, account));
    }

    /** Hands over every one of a kind, newest first; each page is a transaction of its own. */
    public void forEach(
            TenantTransaction transaction,
            TenantId tenant,
            Between between,
            ReadChanges.Kind kind,
            Consumer<Change> use) {
        Optional<Place> after = Optional.empty();
        List<Row> page;
        do {
            Optional<Place> from = after;
            page = transaction.call(tenant, handle -> page(handle, tenant, between, kind.where, from, ROWS_PER_PAGE));
            page.forEach(row -> use.accept(row.change()));
            if (!page.isEmpty()) after = Optional.of(page.getLast().place());
        } while (page.size() == ROWS_PER_PAGE);
    }

    public Sums sums(Handle handle, TenantId tenant, Between between) {
        return between.bind(handle.createQuery("select " + Sums.of("1")
                        + " from finding_transition where tenant_id = :tenant and " + between.where()))
                .bind("tenant", tenant.value())
                .map((row, context) -> Sums.of(row))
                .one();
    }

    /** @param only a further condition */
    List<Row> page(Handle handle, TenantId tenant, Between between, String only, Optional<Place> after, int limit) {
        String below = after.isEmpty()
                ? ""
                : " and (at < :at or at = :at and (finding_id, event_id) > (:finding::uuid, :event::uuid))";
        var query = between.bind(handle.createQuery("select * from finding_transition where tenant_id = :tenant and "
                        + between.where() + " and " + only + below
                        + " order by at desc, finding_id, event_id limit :limit"))
                .bind("tenant", tenant.value())
                .bind("limit", limit);
        after.ifPresent(place ->
                query.bind("at", place.at()).bind("finding", place.finding()).bind("event", place.event()));
        return query.map((row, context) -> new Row(
                        change(row),
                        new Place(
                                row.getTimestamp("at").toInstant(),
                                row.getObject("finding_id", UUID.class),
                                row.getObject("event_id", UUID.class))))
                .list();
    }

    private List<Change> list(Handle handle, TenantId tenant, Between between, String order, int limit) {
        return between.bind(handle.createQuery("select * from finding_transition where tenant_id = :tenant and "
                        + between.where() + " order by " + order + " limit :limit"))
                .bind("tenant", tenant.value())
                .bind("limit", limit)
                .map((row, context) -> change(row))
                .list();
    }

    private Change change(ResultSet row) throws SQLException {
        var check = new CheckId(row.getString("check_id"));
        return new Change(
                row.getTimestamp("at").toInstant(),
                Transition.valueOf(row.getString("transition")),
                row.getString("was"),
                new FindingId(row.getObject("finding_id", UUID.class)),
                check,
                catalogue.title(check),
                Severity.values()[row.getInt("severity")],
                new AccountId(row.getString("account")),
                new Region(row.getString("region")),
                row.getString("resource"),
                row.getString("resource_name"));
    }
}
