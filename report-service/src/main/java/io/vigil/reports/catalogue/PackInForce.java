package io.vigil.reports.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import org.jdbi.v3.core.Handle;

/** The tenant's pack as tenant-service last told it. */
public final class PackInForce {
    private PackInForce() {}

    /** The baseline as long as nothing was told. */
    public static EffectivePack read(Handle handle, TenantId tenant) {
        return handle.createQuery("select content from pack where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .findOne()
                .map(PackInForce::parse)
                .orElse(EffectivePack.BASELINE);
    }

    private static EffectivePack parse(String content) {
        try {
            return EventJson.MAPPER.readValue(content, EffectivePack.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a stored pack is unreadable", unreadable);
        }
    }
}
