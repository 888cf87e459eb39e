package io.vigil.reports.alerts;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.channels.Message.Happening;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What comes about by nothing but time: exceptions that end, and accounts that nobody scanned. */
@ApplicationScoped
class ComingTimes {
    private final PortalLinks links;
    private final InstantSource clock;

    ComingTimes(PortalLinks links, InstantSource clock) {
        this.links = links;
        this.clock = clock;
    }

    List<Candidate> of(Handle handle, TenantId tenant, Trigger trigger, int hours) {
        return switch (trigger) {
            case FINDING_CHANGED -> List.of();
            case EXCEPTION_ENDS -> endingExceptions(handle, tenant, hours);
            case ACCOUNT_NOT_SCANNED -> unscannedAccounts(handle, tenant, hours);
        };
    }

    /** An exception whose end is moved is another event. */
    private List<Candidate> endingExceptions(Handle handle, TenantId tenant, int hours) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        @Nullable String home = links.home(handle, tenant);
        return handle.createQuery("""
                        select e.*, coalesce(a.name, '') as account_name, (select count(*) from finding f
                          where f.tenant_id = e.tenant_id and f.excepted_by = e.exception_id) as findings
                        from exception e left join account a on a.tenant_id = e.tenant_id and a.account = e.account
                        where e.tenant_id = :tenant and e.state = 'IN_FORCE' and e.ends_at > :now and e.ends_at <= :until
                        order by e.ends_at, e.exception_id
                        """)
                .bind("tenant", tenant.value())
                .bind("now", now)
                .bind("until", now.plus(Duration.ofHours(hours)))
                .map((row, context) -> ending(row, home, now))
                .list();
    }

    private static Candidate ending(ResultSet row, @Nullable String home, Instant now) throws SQLException {
        UUID id = row.getObject("exception_id", UUID.class);
        Instant ends = row.getTimestamp("ends_at").toInstant();
        int findings = row.getInt("findings");
        String check = text(row, "check_id");
        String account = text(row, "account");
        Happening happening = new Happening(
                Uuids.ofName("exception-ends", id, ends),
                "exceptionEnds",
                now,
                findings == 1
                        ? "An exception for 1 finding ends"
                        : "An exception for %d findings ends".formatted(findings),
                /* severity */ null,
                /* finding */ null,
                check.isEmpty() ? null : new CheckId(check),
                account.isEmpty() ? null : new AccountId(account),
                text(row, "account_name"),
                /* region */ null,
                row.getString("resource"),
                /* resourceName */ null,
                id,
                ends,
                home == null ? null : home + "/exceptions/" + id);
        return new Candidate(
                Map.of(
                        "check", check,
                        "account", account,
                        "accountName", text(row, "account_name"),
                        "resource", text(row, "resource"),
                        "tagKey", text(row, "tag_key"),
                        "tagValue", text(row, "tag_value"),
                        "reason", text(row, "reason"),
                        "findings", findings),
                /* rank */ 0,
                happening);
    }

    /** One that is scanned again and then not is another event; one that never was is told of where it is connected. */
    private List<Candidate> unscannedAccounts(Handle handle, TenantId tenant, int hours) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        @Nullable String home = links.home(handle, tenant);
        return handle.createQuery("""
                        select a.account, a.name, f.last_folded_at from account a
                        join fleet_account f on f.tenant_id = a.tenant_id and f.account = a.account
                        where a.tenant_id = :tenant and a.connected and f.last_folded_at <= :before
                        order by f.last_folded_at, a.account
                        """)
                .bind("tenant", tenant.value())
                .bind("before", now.minus(Duration.ofHours(hours)))
                .map((row, context) -> unscanned(row, home, now))
                .list();
    }

    private static Candidate unscanned(ResultSet row, @Nullable String home, Instant now) throws SQLException {
        AccountId account = new AccountId(row.getString("account"));
        Instant last = row.getTimestamp("last_folded_at").toInstant();
        long hours = Duration.between(last, now).toHours();
        Happening happening = new Happening(
                Uuids.ofName("not-scanned", account, last),
                "notScanned",
                now,
                "An account was not scanned for %d hours".formatted(hours),
                /* severity */ null,
                /* finding */ null,
                /* check */ null,
                account,
                row.getString("name"),
                /* region */ null,
                /* resource */ null,
                /* resourceName */ null,
                /* exception */ null,
                last,
                home == null ? null : home + "/accounts/" + account);
        return new Candidate(
                Map.of("account", account.value(), "accountName", row.getString("name"), "hours", (int) hours),
                /* rank */ 0,
                happening);
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? "" : value;
    }
}
