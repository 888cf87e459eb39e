package io.vigil.tenants.offboarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantClosing;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.TenantPartClosed;
import io.vigil.tenancy.Caller;
import io.vigil.tenants.Columns;
import io.vigil.tenants.customers.Tenants;
import io.vigil.tenants.offboarding.Offboarding.Act;
import io.vigil.tenants.offboarding.Offboarding.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The persisted process. Whoever moves it locks its row. */
final class OffboardingTable {
    private static final String OURSELVES = "tenant-service";

    /** @param answers to the current order, by service */
    record Row(
            TenantId tenant,
            String slug,
            String name,
            State state,
            String reason,
            long revision,
            Instant askedAt,
            Map<String, TenantPartClosed> answers,
            List<TenantPartClosed.File> files,
            Act started,
            Optional<Instant> exportedAt,
            Optional<Instant> eraseFrom,
            Optional<Act> ordered,
            Optional<Instant> erasedAt,
            Optional<String> certificate) {

        /** What the other services are to follow now; empty while they have nothing to do. */
        Optional<TenantClosing.Step> step() {
            return switch (state) {
                case FREEZING -> Optional.of(TenantClosing.Step.FREEZE);
                case ERASING -> Optional.of(TenantClosing.Step.ERASE);
                case EXPORTED, ERASED -> Optional.empty();
            };
        }

        Set<String> missing(Set<String> services) {
            Set<String> missing = new TreeSet<>(step().isPresent() ? services : Set.of());
            missing.removeAll(answers.keySet());
            return missing;
        }

        Offboarding shown(Set<String> services) {
            Set<String> waitingFor = missing(services);
            // the last to delete, after Keycloak has
            if (state == State.ERASING) waitingFor.add(OURSELVES);
            return new Offboarding(
                    tenant,
                    slug,
                    name,
                    state,
                    reason,
                    List.copyOf(waitingFor),
                    files,
                    started,
                    exportedAt.orElse(null),
                    eraseFrom.orElse(null),
                    ordered.orElse(null),
                    erasedAt.orElse(null));
        }
    }

    private OffboardingTable() {}

    static Optional<Row> find(Handle handle, TenantId tenant) {
        return one(handle, "select * from offboarding where tenant_id = :tenant", tenant);
    }

    static Optional<Row> lock(Handle handle, TenantId tenant) {
        return one(handle, "select * from offboarding where tenant_id = :tenant for update", tenant);
    }

    private static Optional<Row> one(Handle handle, String query, TenantId tenant) {
        return handle.createQuery(query)
                .bind("tenant", tenant.value())
                .map((row, context) -> row(row))
                .findOne();
    }

    /** The newest first. */
    static List<Row> all(Handle handle) {
        return list(handle, "select * from offboarding order by started_at desc, tenant_id");
    }

    /** Those whose next step is not a person's. */
    static List<Row> moving(Handle handle) {
        return list(handle, "select * from offboarding where state in ('FREEZING', 'ERASING') order by started_at");
    }

    private static List<Row> list(Handle handle, String query) {
        return handle.createQuery(query).map((row, context) -> row(row)).list();
    }

    /** False when one is under way. */
    static boolean begin(
            Handle handle,
            TenantId tenant,
            Tenants.Named customer,
            String reason,
            long revision,
            Caller by,
            Instant now) {
        return handle.createUpdate("""
                        insert into offboarding (tenant_id, slug, name, state, reason, revision, asked_at,
                                                 started_at, started_by, started_by_name)
                        values (:tenant, :slug, :name, 'FREEZING', :reason, :revision, :now, :now, :by, :byName)
                        on conflict do nothing
                        """)
                        .bind("tenant", tenant.value())
                        .bind("slug", customer.slug())
                        .bind("name", customer.name())
                        .bind("reason", reason)
                        .bind("revision", revision)
                        .bind("now", now)
                        .bind("by", by.subject())
                        .bind("byName", by.displayName())
                        .execute()
                == 1;
    }

    static void answered(Handle handle, TenantPartClosed told) {
        handle.createUpdate("""
                        update offboarding set answers = answers || jsonb_build_object(:service, :told::jsonb)
                        where tenant_id = :tenant
                        """)
                .bind("tenant", told.tenant().value())
                .bind("service", told.service())
                .bind("told", EventJson.write(told))
                .execute();
    }

    static void askedAgain(Handle handle, TenantId tenant, Instant now) {
        handle.createUpdate("update offboarding set asked_at = :now where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .bind("now", now)
                .execute();
    }

    static void exported(Handle handle, Row row, Instant now, Instant eraseFrom) {
        handle.createUpdate("""
                        update offboarding
                        set state = 'EXPORTED', exported_at = :now, erase_from = :from, answers = '{}', files = :files::jsonb
                        where tenant_id = :tenant
                        """)
                .bind("tenant", row.tenant().value())
                .bind("now", now)
                .bind("from", eraseFrom)
                .bind(
                        "files",
                        json(row.answers().values().stream()
                                .flatMap(told -> told.files().stream())
                                .toList()))
                .execute();
    }

    static void ordered(Handle handle, TenantId tenant, long revision, Caller by, Instant now) {
        handle.createUpdate("""
                        update offboarding
                        set state = 'ERASING', revision = :revision, asked_at = :now,
                            ordered_at = :now, ordered_by = :by, ordered_by_name = :byName
                        where tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .bind("revision", revision)
                .bind("now", now)
                .bind("by", by.subject())
                .bind("byName", by.displayName())
                .execute();
    }

    static void erased(Handle handle, TenantId tenant, Instant now, String certificate) {
        handle.createUpdate("""
                        update offboarding
                        set state = 'ERASED', erased_at = :now, certificate = :certificate, answers = '{}', files = '[]'
                        where tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value())
                .bind("now", now)
                .bind("certificate", certificate)
                .execute();
    }

    static void cancelled(Handle handle, TenantId tenant) {
        handle.createUpdate("delete from offboarding where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        Map<String, TenantPartClosed> answers = new TreeMap<>();
        read(row.getString("answers"), new TypeReference<Map<String, TenantPartClosed>>() {})
                .forEach(answers::put);
        return new Row(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                State.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getLong("revision"),
                Columns.instant(row, "asked_at"),
                answers,
                read(row.getString("files"), new TypeReference<List<TenantPartClosed.File>>() {}),
                new Act(
                        Columns.instant(row, "started_at"),
                        row.getString("started_by"),
                        row.getString("started_by_name")),
                Columns.maybeInstant(row, "exported_at"),
                Columns.maybeInstant(row, "erase_from"),
                ordered(row),
                Columns.maybeInstant(row, "erased_at"),
                Optional.ofNullable(row.getString("certificate")));
    }

    private static Optional<Act> ordered(ResultSet row) throws SQLException {
        Optional<Instant> at = Columns.maybeInstant(row, "ordered_at");
        @Nullable String by = row.getString("ordered_by");
        @Nullable String name = row.getString("ordered_by_name");
        return at.isEmpty() || by == null || name == null ? Optional.empty() : Optional.of(new Act(at.get(), by, name));
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return EventJson.MAPPER.readValue(json, type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a stored off-boarding is unreadable", unreadable);
        }
    }

    private static String json(Object value) {
        return new String(EventJson.bytes(value), java.nio.charset.StandardCharsets.UTF_8);
    }
}
