package io.vigil.reports.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.reports.channels.Message.Happening;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes down what is to be told; what was claimed before is left as it is. */
final class ClaimMatches {
    private ClaimMatches() {}

    /** For each channel of the rule. */
    static void claim(Handle handle, TenantId tenant, AlertRule rule, List<Candidate> matching) {
        if (matching.isEmpty() || rule.channels().isEmpty()) return;
        PreparedBatch batch = handle.prepareBatch("""
                insert into alert_match (tenant_id, rule_id, channel_id, event_id, at, rank, happening)
                values (:tenant, :rule, :channel, :event, :at, :rank, :happening) on conflict do nothing
                """);
        for (Candidate each : matching) {
            String happening = json(each.happening());
            for (UUID channel : rule.channels())
                batch.bind("tenant", tenant.value())
                        .bind("rule", rule.id())
                        .bind("channel", channel)
                        .bind("event", each.happening().id())
                        .bind("at", each.happening().at())
                        .bind("rank", each.rank())
                        .bind("happening", happening)
                        .add();
        }
        batch.execute();
    }

    private static String json(Happening happening) {
        try {
            return EventJson.MAPPER.writeValueAsString(happening);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what happened has no JSON form", impossible);
        }
    }
}
