package io.vigil.tenants.identity;

import io.vigil.contracts.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** Takes a customer out of Keycloak when it leaves: its organization and its own login. Off-boarding asks for it. */
@ApplicationScoped
public class RemoveOrganization {
    private final Keycloak keycloak;
    private final InstantSource clock;

    RemoveOrganization(Keycloak keycloak, InstantSource clock) {
        this.keycloak = keycloak;
        this.clock = clock;
    }

    /** Holds from the end of the caller's transaction; it is done when {@link #isDone} says so, and cannot be undone. */
    public void ask(Handle handle, TenantId tenant) {
        Organizations.raise(handle, tenant, Organizations.ABSENT, clock.instant());
    }

    /** Where no Keycloak is kept in step, there is nothing to remove. */
    public boolean isDone(Handle handle, TenantId tenant) {
        return !keycloak.isConfigured()
                || Organizations.find(handle, tenant)
                        .filter(standing -> standing.absent() && !standing.behind())
                        .isPresent();
    }
}
