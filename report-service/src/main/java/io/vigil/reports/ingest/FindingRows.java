package io.vigil.reports.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.Unread;
import io.vigil.contracts.Uuids;
import io.vigil.contracts.Verdict;
import io.vigil.reports.catalogue.Catalogue;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Verdicts as rows of the temporary table {@code run_verdict}. */
final class FindingRows {
    private final CsvRows rows = new CsvRows();
    private final String scope;
    private final Keeping keeping;
    private final Catalogue catalogue;

    FindingRows(String scope, Keeping keeping, Catalogue catalogue) {
        this.scope = scope;
        this.keeping = keeping;
        this.catalogue = catalogue;
    }

    void add(UnitRef unit, Verdict verdict) {
        Unread unread = verdict.unread();
        String evidence = json(verdict.evidence());
        String layer = catalogue.layer(verdict.check()).label();
        rows.add(
                id(unit, verdict).toString(),
                verdict.region().value(),
                verdict.check().value(),
                Integer.toString(verdict.severity().ordinal()),
                layer,
                keeping.owner(verdict.check()).label(),
                verdict.resource(),
                verdict.resourceType(),
                verdict.resourceName(),
                verdict.status().name(),
                verdict.message(),
                evidence,
                unread == null ? null : unread.reason().name(),
                unread == null ? null : unread.missingAction(),
                unread == null ? null : unread.detail(),
                VerdictDigest.of(verdict, evidence, scope, layer).toString(),
                ResourceIds.of(
                                unit.tenant(),
                                unit.account(),
                                verdict.region(),
                                verdict.resourceType(),
                                verdict.resource())
                        .toString());
    }

    void copyTo(Handle handle) {
        rows.copyTo(handle, "run_verdict");
    }

    static FindingId id(UnitRef unit, Verdict verdict) {
        return id(unit.tenant(), unit.account(), verdict.region(), verdict.check(), verdict.resource());
    }

    /** The same for one check against one resource, over all scans. */
    static FindingId id(TenantId tenant, AccountId account, Region region, CheckId check, String resource) {
        return new FindingId(Uuids.ofName(tenant, account, region, check, resource));
    }

    static UUID digest(Verdict verdict, String scope, Catalogue catalogue) {
        return VerdictDigest.of(
                verdict,
                json(verdict.evidence()),
                scope,
                catalogue.layer(verdict.check()).label());
    }

    static String json(Object value) {
        try {
            return EventJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("what came as JSON is none", notJson);
        }
    }
}
