package io.vigil.reports.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.FindingChanged.Transition;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.Severity;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.channels.Message.Happening;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Changes of findings, from the log, with what a filter may ask of them. */
@ApplicationScoped
class FindingChanges {
    private static final String SELECT = """
            select t.*, coalesce(f.layer, '') as layer, coalesce(f.owner, '') as owner,
              coalesce(f.resource_type, '') as resource_type, coalesce(a.name, '') as account_name, coalesce(r.tags, '{}') as tags
            from (WHICH) t
            left join finding f on f.tenant_id = t.tenant_id and f.finding_id = t.finding_id
            left join account a on a.tenant_id = t.tenant_id and a.account = t.account
            left join resource r on r.tenant_id = t.tenant_id
              and hashtextextended(r.resource, 0) = hashtextextended(t.resource, 0) and r.resource = t.resource
              and r.account = t.account and r.region = t.region and r.resource_type = f.resource_type
            """;

    private final Catalogue catalogue;
    private final PortalLinks links;

    FindingChanges(Catalogue catalogue, PortalLinks links) {
        this.catalogue = catalogue;
        this.links = links;
    }

    /** What one act moved, by the findings' ids, a page at a time. */
    List<Candidate> ofAct(Handle handle, TenantId tenant, Instant at, UUID scan, UUID after, int page) {
        String which = """
                select * from finding_transition
                where tenant_id = :tenant and at = :at and scan_id = :scan and finding_id > :after
                order by finding_id, event_id limit :page
                """;
        @Nullable String home = links.home(handle, tenant);
        return handle.createQuery(SELECT.replace("WHICH", which) + " order by t.finding_id, t.event_id")
                .bind("tenant", tenant.value())
                .bind("at", at)
                .bind("scan", scan)
                .bind("after", after)
                .bind("page", page)
                .map((row, context) -> candidate(row, home))
                .list();
    }

    /** Newest first. */
    List<Candidate> since(Handle handle, TenantId tenant, Instant from, int most) {
        String which = """
                select * from finding_transition where tenant_id = :tenant and at >= :from
                order by at desc, finding_id, event_id limit :most
                """;
        @Nullable String home = links.home(handle, tenant);
        return handle.createQuery(SELECT.replace("WHICH", which) + " order by t.at desc, t.finding_id, t.event_id")
                .bind("tenant", tenant.value())
                .bind("from", from)
                .bind("most", most)
                .map((row, context) -> candidate(row, home))
                .list();
    }

    private Candidate candidate(ResultSet row, @Nullable String home) throws SQLException {
        CheckId check = new CheckId(row.getString("check_id"));
        Severity severity = Severity.values()[row.getInt("severity")];
        FindingId finding = new FindingId(row.getObject("finding_id", UUID.class));
        Happening happening = new Happening(
                row.getObject("event_id", UUID.class),
                word(Transition.valueOf(row.getString("transition"))),
                row.getTimestamp("at").toInstant(),
                catalogue.title(check),
                severity.label(),
                finding,
                check,
                new AccountId(row.getString("account")),
                row.getString("account_name"),
                row.getString("region"),
                row.getString("resource"),
                row.getString("resource_name"),
                /* exception */ null,
                /* due */ null,
                home == null ? null : home + "/findings/" + finding);
        return new Candidate(facts(row, happening), severity.ordinal(), happening);
    }

    private static Map<String, Object> facts(ResultSet row, Happening happening) throws SQLException {
        Map<String, Object> facts = new HashMap<>();
        facts.put("change", happening.change());
        facts.put("severity", String.valueOf(happening.severity()));
        facts.put("title", happening.title());
        facts.put("check", row.getString("check_id"));
        facts.put("tags", tags(row.getString("tags")));
        facts.put("accountName", row.getString("account_name"));
        facts.put("resourceName", row.getString("resource_name"));
        facts.put("resourceType", row.getString("resource_type"));
        for (String same : List.of("layer", "owner", "account", "region", "resource"))
            facts.put(same, row.getString(same));
        return facts;
    }

    static String word(Transition transition) {
        return switch (transition) {
            case OPENED -> "opened";
            case REOPENED -> "reopened";
            case EXCEPTED -> "excepted";
            case FIXED, NOT_APPLICABLE, RESOURCE_GONE, DECIDED_OUT -> "resolved";
        };
    }

    private static Map<String, String> tags(String json) {
        try {
            return EventJson.MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("stored tags are unreadable", unreadable);
        }
    }
}
