package io.vigil.reports.findings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vigil.checks.Fix;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.ingest.Gzip;
import io.vigil.reports.ingest.ResourceIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Fills a check's fixes in with what the inventory knows of the finding's resource. */
@ApplicationScoped
class WriteFixes {
    private final Catalogue catalogue;

    WriteFixes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    List<Fix> write(Handle handle, TenantId tenant, Finding finding) {
        return catalogue.fixes(
                finding.check(),
                new Fix.Target(
                        finding.resourceType(),
                        finding.resourceName(),
                        finding.account().value(),
                        finding.region().value(),
                        document(handle, tenant, finding).orElse(Map.of())));
    }

    private static Optional<Map<String, Object>> document(Handle handle, TenantId tenant, Finding finding) {
        return handle.createQuery("""
                        select document from resource
                        where tenant_id = :tenant and resource_id = :resource and document is not null
                        """)
                .bind("tenant", tenant.value())
                .bind(
                        "resource",
                        ResourceIds.of(
                                tenant,
                                finding.account(),
                                finding.region(),
                                finding.resourceType(),
                                finding.resource()))
                .mapTo(byte[].class)
                .findOne()
                .map(packed -> read(new String(Gzip.unpack(packed), StandardCharsets.UTF_8)));
    }

    private static Map<String, Object> read(String json) {
        try {
            return EventJson.MAPPER.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a stored document is unreadable", unreadable);
        }
    }
}
