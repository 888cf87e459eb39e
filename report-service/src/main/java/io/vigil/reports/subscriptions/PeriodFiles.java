package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.files.CreateReport;
import io.vigil.reports.files.ReportFiles;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.reports.files.ReportFiles.Stored;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The files of a period, made once, so that every recipient and every further try gets the same. */
@ApplicationScoped
class PeriodFiles {
    private final TenantTransaction transaction;
    private final CreateReport createReport;
    private final ReportFiles files;

    PeriodFiles(TenantTransaction transaction, CreateReport createReport, ReportFiles files) {
        this.transaction = transaction;
        this.createReport = createReport;
        this.files = files;
    }

    List<Stored> of(TenantId tenant, Subscription subscription, Instant period) {
        return subscription.formats().stream()
                .map(format -> file(tenant, subscription, period, format))
                .toList();
    }

    private Stored file(TenantId tenant, Subscription subscription, Instant period, Format format) {
        UUID id = Uuids.ofName("subscription file", subscription.id(), period, format);
        // held while the file is made by transactions of its own: who comes second waits and finds it
        return transaction.call(tenant, handle -> {
            handle.createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:id, 0))) locked")
                    .bind("id", id.toString())
                    .mapTo(Integer.class)
                    .one();
            if (known(handle, tenant, id).isPresent()) return files.find(tenant, id);
            createReport.order(tenant, id, format, Optional.empty(), subscription.asCaller(tenant));
            Stored made = createReport.make(tenant, id);
            handle.createUpdate("""
                            insert into subscription_file (tenant_id, subscription_id, period, format, file_id)
                            values (:tenant, :subscription, :period, :format, :file) on conflict do nothing
                            """)
                    .bind("tenant", tenant.value())
                    .bind("subscription", subscription.id())
                    .bind("period", period)
                    .bind("format", format.word())
                    .bind("file", id)
                    .execute();
            return made;
        });
    }

    private static Optional<UUID> known(Handle handle, TenantId tenant, UUID id) {
        return handle.createQuery(
                        "select file_id from report_file where tenant_id = :tenant and file_id = :file and state = 'READY'")
                .bind("tenant", tenant.value())
                .bind("file", id)
                .mapTo(UUID.class)
                .findOne();
    }
}
