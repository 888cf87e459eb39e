package io.vigil.reports.workbench;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigil.contracts.TenantId;
import io.vigil.reports.changes.ListChanges;
import io.vigil.tenancy.PlatformTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The provider's queue of audits over all tenants, from counters alone: no resource name is read. */
@ApplicationScoped
public class ReadFleetAudits {
    private static final int WEEKS = 26;

    private static final String QUEUE = """
            with of_account as (
              select f.tenant_id, f.account, f.last_folded_at, coalesce(s.seq, -1) as seq,
                coalesce(s.read_from, :first) as read_from, coalesce(s.undetermined, 0) as undetermined, coalesce(s.overdue, 0) as overdue
              from fleet_account f left join fleet_audit_account s using (tenant_id, account)),
            moved as (
              select s.tenant_id, s.account, SUMS,
                coalesce(sum(c.findings) filter (where c.transition = 'REOPENED' and c.was = 'EXCEPTED'), 0) as freed
              from of_account s
              join fleet_change c on c.tenant_id = s.tenant_id and c.account = s.account and c.at >= s.read_from and c.seq > s.seq
              where c.at >= (select min(read_from) from of_account)
              group by s.tenant_id, s.account),
            counted as (
              select tenant_id, account, sum(undetermined) as undetermined, sum(overdue) as overdue
              from fleet_counter group by tenant_id, account),
            waiting as (
              select s.tenant_id, coalesce(m.opened, 0) as opened, coalesce(m.resolved, 0) as resolved,
                coalesce(m.reopened, 0) as reopened, coalesce(m.excepted, 0) as excepted, coalesce(m.decided_out, 0) as decided_out,
                coalesce(m.freed, 0) as freed,
                greatest(coalesce(n.undetermined, 0) - s.undetermined, 0) as not_evaluated,
                greatest(coalesce(n.overdue, 0) - s.overdue, 0) as overdue,
                s.last_folded_at < :first as stale, m.account is not null as moved
              from of_account s
              left join moved m using (tenant_id, account)
              left join counted n using (tenant_id, account))
            select t.tenant_id, t.slug, t.name, count(w.tenant_id) as accounts,
              count(*) filter (where w.moved or w.not_evaluated > 0 or w.overdue > 0 or w.stale) as waiting,
              count(*) filter (where w.stale) as stale,
              coalesce(sum(w.opened), 0) as opened, coalesce(sum(w.resolved), 0) as resolved,
              coalesce(sum(w.reopened), 0) as reopened, coalesce(sum(w.excepted), 0) as excepted,
              coalesce(sum(w.decided_out), 0) as decided_out, coalesce(sum(w.freed), 0) as freed,
              coalesce(sum(w.not_evaluated), 0) as not_evaluated, coalesce(sum(w.overdue), 0) as overdue,
              (select max(a.signed_at) from fleet_audit a where a.tenant_id = t.tenant_id) as last_signed_at,
              o.audit_id, o.opened_at, o.accounts as open_accounts, o.signed as open_signed
            from tenant_directory t
            left join waiting w using (tenant_id)
            left join fleet_audit o on o.tenant_id = t.tenant_id and o.signed_at is null
            group by t.tenant_id, o.tenant_id, o.audit_id
            order by last_signed_at nulls first, t.name, t.tenant_id
            """.replace("SUMS", ListChanges.Sums.of("c.findings"));

    /** @param weeks oldest first, those without a signed audit left out */
    @Schema(name = "FleetAudits")
    public record Queue(Instant asOf, List<Waiting> tenants, List<Week> weeks) {}

    /**
     * What waits at a customer since its accounts were signed off, each of them; what never was counts since a week ago.
     *
     * @param waiting accounts in which there is something to look at
     * @param stale accounts that were not scanned for a week
     * @param expired findings that are open again since no exception speaks of them
     * @param notEvaluated findings more than then that could not be evaluated
     * @param overdue findings more than then that broke their date
     */
    @Schema(name = "AuditWaiting")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Waiting(
            TenantId tenant,
            String slug,
            String name,
            int accounts,
            int waiting,
            int stale,
            ListChanges.Sums sums,
            int expired,
            int notEvaluated,
            int overdue,
            @Nullable Instant lastSignedAt,
            @Nullable Open open) {}

    @Schema(name = "AuditOpen")
    public record Open(UUID audit, Instant openedAt, int accounts, int signedAccounts) {}

    /**
     * @param week its Monday, UTC
     * @param together accounts that were signed off unlooked at, since nothing changed
     * @param savedSeconds of the audits of which it is known
     */
    @Schema(name = "AuditWeek")
    public record Week(LocalDate week, int audits, int accounts, int together, long seconds, long savedSeconds) {}

    private final PlatformTransaction transaction;
    private final InstantSource clock;

    ReadFleetAudits(PlatformTransaction transaction, InstantSource clock) {
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Whose last audit is longest ago first, before them who never had one. */
    Queue read() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return transaction.call(handle -> new Queue(
                now,
                handle.createQuery(QUEUE)
                        .bind("first", now.minus(OpenAudit.AT_FIRST))
                        .map((row, context) -> waiting(row))
                        .list(),
                weeks(handle, now)));
    }

    private static List<Week> weeks(Handle handle, Instant now) {
        return handle.createQuery("""
                        select date_trunc('week', signed_at at time zone 'UTC')::date as week, count(*) as audits,
                          sum(accounts) as accounts, sum(together) as together, sum(millis) as millis,
                          coalesce(sum(saved_millis), 0) as saved_millis
                        from fleet_audit where signed_at >= :from group by 1 order by 1
                        """)
                .bind("from", now.minus(Duration.ofDays(7L * WEEKS)))
                .map((row, context) -> new Week(
                        row.getObject("week", LocalDate.class),
                        row.getInt("audits"),
                        row.getInt("accounts"),
                        row.getInt("together"),
                        Duration.ofMillis(row.getLong("millis")).toSeconds(),
                        Duration.ofMillis(row.getLong("saved_millis")).toSeconds()))
                .list();
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        var signed = row.getTimestamp("last_signed_at");
        UUID open = row.getObject("audit_id", UUID.class);
        return new Waiting(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                row.getInt("accounts"),
                row.getInt("waiting"),
                row.getInt("stale"),
                ListChanges.Sums.of(row),
                row.getInt("freed"),
                row.getInt("not_evaluated"),
                row.getInt("overdue"),
                signed == null ? null : signed.toInstant(),
                open == null
                        ? null
                        : new Open(
                                open,
                                row.getTimestamp("opened_at").toInstant(),
                                row.getInt("open_accounts"),
                                row.getInt("open_signed")));
    }
}
