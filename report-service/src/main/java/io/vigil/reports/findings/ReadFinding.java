package io.vigil.reports.findings;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vigil.contracts.ControlId;
import io.vigil.contracts.DecidedOut;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.FindingChanged.Transition;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.catalogue.ChosenFrameworks;
import io.vigil.reports.catalogue.PackInForce;
import io.vigil.reports.ingest.ResourceIds;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Everything about one finding. */
@ApplicationScoped
public class ReadFinding {
    private static final int EVENTS_SHOWN = 200;

    public record Event(Instant at, Transition transition, Status status, ScanId scan) {}

    /**
     * @param fixes how to mend this resource by other ways than the console, with its own values filled in
     * @param evidence the facts that the check read, as JSON
     * @param unreadDetail AWS's answer that stood in the way
     * @param history newest first
     * @param tags of its resource, as the inventory has them
     * @param decision who decided its check out, and why; null if nobody did
     * @param frameworks what it answers for in the frameworks that the tenant chose
     */
    public record Detail(
            @JsonUnwrapped Finding finding,
            String risk,
            String remediation,
            List<Instructions> fixes,
            List<URI> references,

            @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT) @JsonRawValue
            String evidence,

            @Nullable String unreadDetail,
            List<Event> history,
            List<Catalogue.Answer> frameworks,
            Map<String, String> tags,
            @Nullable DecidedOut decision) {}

    /** @param kind {@code cli}, {@code terraform} or {@code cloudformation} */
    public record Instructions(String kind, String text) {}

    private record Row(
            Finding finding, String evidence, @Nullable String unreadDetail) {}

    private final TenantTransaction transaction;
    private final Catalogue catalogue;
    private final ChosenFrameworks chosenFrameworks;
    private final WriteFixes writeFixes;

    ReadFinding(
            TenantTransaction transaction,
            Catalogue catalogue,
            ChosenFrameworks chosenFrameworks,
            WriteFixes writeFixes) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.chosenFrameworks = chosenFrameworks;
        this.writeFixes = writeFixes;
    }

    /** Empty if there is none of this id in the tenant. */
    public Optional<Detail> read(TenantId tenant, FindingId id) {
        return transaction.call(tenant, handle -> row(handle, tenant, id).map(row -> detail(handle, tenant, row)));
    }

    private Optional<Row> row(Handle handle, TenantId tenant, FindingId id) {
        return handle.createQuery("select " + Finding.COLUMNS + " from " + Finding.FROM
                        + " where f.tenant_id = :tenant and f.finding_id = :finding")
                .bind("tenant", tenant.value())
                .bind("finding", id.value())
                .map((rs, ctx) ->
                        new Row(Finding.of(rs, catalogue), rs.getString("evidence"), rs.getString("unread_detail")))
                .findOne();
    }

    private Detail detail(Handle handle, TenantId tenant, Row row) {
        var check = row.finding().check();
        return new Detail(
                row.finding(),
                catalogue.risk(check),
                catalogue.remediation(check),
                writeFixes.write(handle, tenant, row.finding()).stream()
                        .map(fix -> new Instructions(fix.kind().word(), fix.text()))
                        .toList(),
                catalogue.references(check),
                row.evidence(),
                row.unreadDetail(),
                history(handle, tenant, row.finding().id()),
                chosenFrameworks.answers(handle, tenant, check),
                tags(handle, tenant, row.finding()),
                PackInForce.read(handle, tenant, row.finding().account())
                        .decision(ControlId.of(check))
                        .orElse(null));
    }

    private static Map<String, String> tags(Handle handle, TenantId tenant, Finding finding) {
        return handle.createQuery("select tags from resource where tenant_id = :tenant and resource_id = :resource")
                .bind("tenant", tenant.value())
                .bind(
                        "resource",
                        ResourceIds.of(
                                tenant,
                                finding.account(),
                                finding.region(),
                                finding.resourceType(),
                                finding.resource()))
                .mapTo(String.class)
                .findOne()
                .map(ReadFinding::read)
                .orElse(Map.of());
    }

    private static Map<String, String> read(String tags) {
        try {
            return EventJson.MAPPER.readValue(tags, new TypeReference<>() {});
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("stored tags are unreadable", unreadable);
        }
    }

    private static List<Event> history(Handle handle, TenantId tenant, FindingId id) {
        return handle.createQuery("""
                        select at, transition, status, scan_id from finding_transition
                        where tenant_id = :tenant and finding_id = :finding order by at desc, event_id limit :most
                        """)
                .bind("tenant", tenant.value())
                .bind("finding", id.value())
                .bind("most", EVENTS_SHOWN)
                .map((rs, ctx) -> new Event(
                        rs.getTimestamp("at").toInstant(),
                        Transition.valueOf(rs.getString("transition")),
                        Status.valueOf(rs.getString("status")),
                        new ScanId(rs.getObject("scan_id", UUID.class))))
                .list();
    }
}
