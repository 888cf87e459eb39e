package io.vigil.gateway.forward;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.upstream.Service;
import java.util.Optional;

/**
 * Where a public path leads.
 *
 * @param path below the service's address, query not included
 * @param tenant whose permission decides; empty for what lies above the tenants
 */
public record Route(Service service, String path, Optional<TenantId> tenant) {}
