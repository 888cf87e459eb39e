package io.vigil.reports.alerts;

import io.vigil.contracts.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Where people read on. */
@ApplicationScoped
class PortalLinks {
    private final Optional<URI> portal;

    PortalLinks(@ConfigProperty(name = "vigil.portal.url") Optional<URI> portal) {
        this.portal = portal;
    }

    /** Begins every address of a customer's pages; null where they are not known. */
    @Nullable
    String home(Handle handle, TenantId tenant) {
        if (portal.isEmpty()) return null;
        return handle.createQuery("select slug from tenant_directory where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .findOne()
                .map(slug -> "%s/t/%s".formatted(portal.get().toString().replaceFirst("/$", ""), slug))
                .orElse(null);
    }
}
