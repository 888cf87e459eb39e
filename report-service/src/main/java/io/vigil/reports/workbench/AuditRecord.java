package io.vigil.reports.workbench;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exports.ExportFormat;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * An audit as NDJSON: the audit, who spent which time, then each account with what there was to look at. It is written from rows
 * that do not change once they are signed, so that it is the same bytes whenever it is asked for; no more than a page is held.
 */
@ApplicationScoped
class AuditRecord {
    static final String MEDIA_TYPE = ExportFormat.NDJSON.mediaType();

    private static final int PAGE = 500;

    /** Where lines go. */
    interface Lines {
        /** @param item whether the line is of a finding */
        void line(byte[] json, boolean item);
    }

    private record AuditLine(String record, @JsonUnwrapped WeeklyAudit audit) {}

    private record TimeLine(String record, String subject, String name, String account, long seconds) {}

    private record AccountLine(String record, @JsonUnwrapped AuditedAccount account) {}

    private record ItemLine(
            String record, AccountId account, @JsonUnwrapped AuditItem item) {}

    /** How rows are read: in the caller's transaction, or each page in one of its own. */
    private interface Reader {
        <R> R read(Function<Handle, R> page);
    }

    private final TenantTransaction transaction;

    AuditRecord(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /** As the audit will be when the caller's transaction signs it. */
    void write(Handle handle, TenantId tenant, WeeklyAudit audit, Lines lines) {
        write(
                new Reader() {
                    @Override
                    public <R> R read(Function<Handle, R> page) {
                        return page.apply(handle);
                    }
                },
                tenant,
                audit,
                lines);
    }

    /** Of a signed audit; leaves the stream open. */
    void write(TenantId tenant, WeeklyAudit audit, OutputStream out) {
        write(
                new Reader() {
                    @Override
                    public <R> R read(Function<Handle, R> page) {
                        return transaction.call(tenant, page);
                    }
                },
                tenant,
                audit.withoutFile(),
                (json, item) -> {
                    try {
                        out.write(json);
                        out.write('\n');
                    } catch (IOException gone) {
                        throw new UncheckedIOException(gone);
                    }
                });
    }

    private static void write(Reader reader, TenantId tenant, WeeklyAudit audit, Lines lines) {
        lines.line(EventJson.bytes(new AuditLine("audit", audit)), false);
        for (TimeLine time : reader.read(handle -> times(handle, tenant, audit.id())))
            lines.line(EventJson.bytes(time), false);
        for (AuditedAccount account : reader.read(handle -> AccountTable.inOrder(handle, tenant, audit.id()))) {
            lines.line(EventJson.bytes(new AccountLine("account", account)), false);
            ItemTable.@Nullable Place after = null;
            List<AuditItem> page;
            do {
                ItemTable.@Nullable Place from = after;
                page = reader.read(handle ->
                        ItemTable.page(handle, tenant, audit.id(), account.account(), /* kind */ null, from, PAGE));
                for (AuditItem item : page)
                    lines.line(EventJson.bytes(new ItemLine("item", account.account(), item)), true);
                if (!page.isEmpty()) after = ItemTable.Place.of(page.getLast());
            } while (page.size() == PAGE);
        }
    }

    private static List<TimeLine> times(Handle handle, TenantId tenant, UUID audit) {
        return handle.createQuery("""
                        select subject, account, name, millis from weekly_audit_time
                        where tenant_id = :tenant and audit_id = :audit order by subject, account
                        """)
                .bind("tenant", tenant.value())
                .bind("audit", audit)
                .map((row, context) -> new TimeLine(
                        "time",
                        row.getString("subject"),
                        row.getString("name"),
                        row.getString("account"),
                        Duration.ofMillis(row.getLong("millis")).toSeconds()))
                .list();
    }
}
