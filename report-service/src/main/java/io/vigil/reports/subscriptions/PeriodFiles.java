package io.vigil.reports.subscriptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.changes.Between;
import io.vigil.reports.changes.ListChanges;
import io.vigil.reports.files.CreateReport;
import io.vigil.reports.files.ReportFiles;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.reports.files.ReportFiles.Stored;
import io.vigil.reports.kinds.ReportAsk;
import io.vigil.reports.kinds.ReportAsk.Span;
import io.vigil.reports.posture.Counts;
import io.vigil.reports.posture.Posture;
import io.vigil.reports.posture.ReadPosture;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The figures and files of a period, made once, so that every recipient and every further try gets the same. */
@ApplicationScoped
class PeriodFiles {

    record PeriodReport(Summary summary, List<Stored> files) {}

    /** What the text of a mail says; fields as in {@link Posture}. */
    public record Summary(
            Instant asOf,
            @Nullable Double score,
            double evaluatedShare,
            Counts counts,
            Posture.Severities severities,
            Instant since,
            int opened,
            int resolved,
            int reopened,
            int excepted) {
        static Summary of(Posture posture) {
            return new Summary(
                    posture.asOf(),
                    posture.score(),
                    posture.evaluatedShare(),
                    posture.counts(),
                    posture.severities(),
                    posture.changes().since(),
                    posture.changes().opened(),
                    posture.changes().resolved(),
                    posture.changes().reopened(),
                    posture.changes().excepted());
        }

        /** With the changes of a time of its own. */
        Summary between(Span span, ListChanges.Sums sums) {
            return new Summary(
                    asOf,
                    score,
                    evaluatedShare,
                    counts,
                    severities,
                    span.since(),
                    sums.opened(),
                    sums.resolved(),
                    sums.reopened(),
                    sums.excepted());
        }
    }

    private final TenantTransaction transaction;
    private final CreateReport createReport;
    private final ReportFiles files;
    private final ReadPosture readPosture;
    private final ListChanges listChanges;

    PeriodFiles(
            TenantTransaction transaction,
            CreateReport createReport,
            ReportFiles files,
            ReadPosture readPosture,
            ListChanges listChanges) {
        this.transaction = transaction;
        this.createReport = createReport;
        this.files = files;
        this.readPosture = readPosture;
        this.listChanges = listChanges;
    }

    /** @param span of a report of changes: who got the one before at one time gets the same file; empty for any other */
    PeriodReport of(TenantId tenant, Subscription subscription, Instant period, Optional<Span> span) {
        ReportAsk ask = span.map(of -> subscription.ask().between(of.since(), of.until()))
                .orElse(subscription.ask());
        List<Stored> made = subscription.formats().stream()
                .map(format -> file(tenant, subscription, period, format, ask))
                .toList();
        Summary general = summary(tenant, subscription, period);
        return new PeriodReport(
                ask.span().map(of -> general.between(of, sums(tenant, ask))).orElse(general), made);
    }

    private ListChanges.Sums sums(TenantId tenant, ReportAsk ask) {
        Span span = ask.span().orElseThrow();
        return transaction.call(
                tenant,
                handle -> listChanges.sums(handle, tenant, Between.noted(span.since(), span.until(), ask.account())));
    }

    private Stored file(TenantId tenant, Subscription subscription, Instant period, Format format, ReportAsk ask) {
        UUID id = ask.isPlain()
                ? Uuids.ofName("subscription file", subscription.id(), period, format)
                : Uuids.ofName("subscription file", subscription.id(), period, format, ask.words(), ask.span());
        // held while the file is made by transactions of its own: who comes second waits and finds it
        return transaction.call(tenant, handle -> {
            handle.createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:id, 0))) locked")
                    .bind("id", id.toString())
                    .mapTo(Integer.class)
                    .one();
            if (known(handle, tenant, id).isPresent()) return files.find(tenant, id);
            createReport.order(tenant, id, format, ask, subscription.language(), subscription.asCaller(tenant));
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

    /** Of two who note it at once the first's counts. */
    private Summary summary(TenantId tenant, Subscription subscription, Instant period) {
        Optional<Summary> noted = transaction.call(tenant, handle -> noted(handle, tenant, subscription.id(), period));
        if (noted.isPresent()) return noted.get();
        Summary now = Summary.of(
                readPosture.read(tenant, Catalogue.BASELINE, subscription.ask().account()));
        return transaction.call(tenant, handle -> {
            handle.createUpdate("""
                            update subscription_period set summary = :summary where tenant_id = :tenant
                              and subscription_id = :subscription and period = :period and summary is null
                            """)
                    .bind("summary", json(now))
                    .bind("tenant", tenant.value())
                    .bind("subscription", subscription.id())
                    .bind("period", period)
                    .execute();
            return noted(handle, tenant, subscription.id(), period).orElse(now);
        });
    }

    private static Optional<Summary> noted(Handle handle, TenantId tenant, UUID subscription, Instant period) {
        return handle.createQuery("""
                        select summary from subscription_period where tenant_id = :tenant
                          and subscription_id = :subscription and period = :period and summary is not null
                        """)
                .bind("tenant", tenant.value())
                .bind("subscription", subscription)
                .bind("period", period)
                .mapTo(String.class)
                .findOne()
                .map(PeriodFiles::read);
    }

    private static String json(Summary summary) {
        try {
            return EventJson.MAPPER.writeValueAsString(summary);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Summary read(String json) {
        try {
            return EventJson.MAPPER.readValue(json, Summary.class);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("a period's summary cannot be read", notOurs);
        }
    }
}
