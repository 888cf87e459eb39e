package io.vigil.tenants.schedules;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Timetable;
import io.vigil.tenants.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The rows of schedules. */
final class Schedules {
    private Schedules() {}

    static List<ScanSchedule> list(Handle handle, TenantId owner) {
        return handle.createQuery("select * from scan_schedule where tenant_id = :owner order by name, schedule_id")
                .bind("owner", owner.value())
                .map((row, context) -> of(owner, row))
                .list();
    }

    static Optional<ScanSchedule> find(Handle handle, TenantId owner, UUID id) {
        return handle.createQuery("select * from scan_schedule where tenant_id = :owner and schedule_id = :id")
                .bind("owner", owner.value())
                .bind("id", id)
                .map((row, context) -> of(owner, row))
                .findOne();
    }

    static void put(Handle handle, ScanSchedule schedule) {
        handle.createUpdate("""
                        insert into scan_schedule (tenant_id, schedule_id, name, cron, zone, accounts, misfire, enabled,
                                                   created_at, created_by)
                        values (:owner, :id, :name, :cron, :zone, :accounts, :misfire, :enabled, :at, :by)
                        on conflict (tenant_id, schedule_id) do update
                        set name = excluded.name, cron = excluded.cron, zone = excluded.zone, accounts = excluded.accounts,
                            misfire = excluded.misfire, enabled = excluded.enabled
                        """)
                .bind("owner", schedule.owner().value())
                .bind("id", schedule.id())
                .bind("name", schedule.name())
                .bind("cron", schedule.timetable().cron())
                .bind("zone", schedule.timetable().zone().getId())
                .bindArray(
                        "accounts",
                        String.class,
                        schedule.accounts().stream().map(AccountId::value).toList())
                .bind("misfire", schedule.misfire().name())
                .bind("enabled", schedule.enabled())
                .bind("at", schedule.createdAt())
                .bind("by", schedule.createdBy())
                .execute();
    }

    static boolean delete(Handle handle, TenantId owner, UUID id) {
        return handle.createUpdate("delete from scan_schedule where tenant_id = :owner and schedule_id = :id")
                        .bind("owner", owner.value())
                        .bind("id", id)
                        .execute()
                == 1;
    }

    private static ScanSchedule of(TenantId owner, ResultSet row) throws SQLException {
        return new ScanSchedule(
                owner,
                row.getObject("schedule_id", UUID.class),
                row.getString("name"),
                new Timetable(row.getString("cron"), ZoneId.of(row.getString("zone"))),
                Columns.texts(row, "accounts").stream().map(AccountId::new).toList(),
                ScanSchedule.Misfire.valueOf(row.getString("misfire")),
                row.getBoolean("enabled"),
                Columns.instant(row, "created_at"),
                row.getString("created_by"));
    }
}
