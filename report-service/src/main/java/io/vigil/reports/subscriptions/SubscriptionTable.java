package io.vigil.reports.subscriptions;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.reports.kinds.ReportAsk;
import io.vigil.reports.kinds.ReportKind;
import io.vigil.tenancy.Timetable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Rows of subscriptions. */
final class SubscriptionTable {
    private SubscriptionTable() {}

    static List<Subscription> list(Handle handle, TenantId tenant) {
        return handle.createQuery("select * from subscription where tenant_id = :tenant order by name, subscription_id")
                .bind("tenant", tenant.value())
                .map((row, context) -> of(row))
                .list();
    }

    static int count(Handle handle, TenantId tenant) {
        return handle.createQuery("select count(*) from subscription where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Integer.class)
                .one();
    }

    /** It is not ended or changed before the transaction ends. */
    static Optional<Subscription> find(Handle handle, TenantId tenant, UUID id) {
        return find(handle, tenant, id, " for share");
    }

    static Optional<Subscription> lock(Handle handle, TenantId tenant, UUID id) {
        return find(handle, tenant, id, " for update");
    }

    private static Optional<Subscription> find(Handle handle, TenantId tenant, UUID id, String lock) {
        return handle.createQuery(
                        "select * from subscription where tenant_id = :tenant and subscription_id = :id" + lock)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map((row, context) -> of(row))
                .findOne();
    }

    static void put(Handle handle, TenantId tenant, Subscription subscription) {
        handle.createUpdate("""
                        insert into subscription (tenant_id, subscription_id, name, cron, zone, timed_at, kind, account_id, framework,
                                                  formats, language, skip_unchanged, misfire, created_at, created_by, owner)
                        values (:tenant, :id, :name, :cron, :zone, :timed, :kind, :account, :framework, :formats, :language, :skip, :misfire, :at, :by, :owner)
                        on conflict (tenant_id, subscription_id) do update set name = excluded.name, cron = excluded.cron,
                          zone = excluded.zone, timed_at = excluded.timed_at, kind = excluded.kind, account_id = excluded.account_id,
                          framework = excluded.framework, formats = excluded.formats,
                          language = excluded.language, skip_unchanged = excluded.skip_unchanged, misfire = excluded.misfire
                        """)
                .bind("tenant", tenant.value())
                .bind("id", subscription.id())
                .bind("name", subscription.name())
                .bind("cron", subscription.timetable().cron())
                .bind("zone", subscription.timetable().zone().getId())
                .bind("timed", subscription.timedAt())
                .bind("kind", subscription.ask().kind().word())
                .bind(
                        "account",
                        subscription.ask().account().map(AccountId::value).orElse(null))
                .bind("framework", subscription.ask().framework().orElse(null))
                .bindArray(
                        "formats",
                        String.class,
                        subscription.formats().stream().map(Format::word).toList())
                .bind("language", subscription.language().toLanguageTag())
                .bind("skip", subscription.skipUnchanged())
                .bind("misfire", subscription.misfire().word())
                .bind("at", subscription.createdAt())
                .bind("by", subscription.createdBy())
                .bind("owner", subscription.owner())
                .execute();
    }

    /** With its recipients and its log; false when there was none. */
    static boolean delete(Handle handle, TenantId tenant, UUID id) {
        return handle.createUpdate("delete from subscription where tenant_id = :tenant and subscription_id = :id")
                        .bind("tenant", tenant.value())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    private static Subscription of(ResultSet row) throws SQLException {
        ReportAsk ask = new ReportAsk(
                ReportKind.of(row.getString("kind")),
                Optional.ofNullable(row.getString("account_id")).map(AccountId::new),
                Optional.ofNullable(row.getString("framework")),
                /* span */ Optional.empty());
        return new Subscription(
                row.getObject("subscription_id", UUID.class),
                row.getString("name"),
                new Timetable(row.getString("cron"), ZoneId.of(row.getString("zone"))),
                row.getTimestamp("timed_at").toInstant(),
                ask,
                Arrays.stream((String[]) row.getArray("formats").getArray())
                        .map(word -> Format.of(word, ask.kind()))
                        .toList(),
                Locale.forLanguageTag(row.getString("language")),
                row.getBoolean("skip_unchanged"),
                Subscription.Misfire.valueOf(row.getString("misfire").toUpperCase(Locale.ROOT)),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                row.getString("owner"));
    }
}
