package io.vigil.tenants.customers;

import io.vigil.contracts.TenantId;
import java.time.Instant;

/**
 * A customer of the provider.
 *
 * @param slug the name in addresses: 3 to 40 of a-z, 0-9 and single hyphens; never changes
 */
public record Tenant(TenantId id, String slug, String name, Instant createdAt) {}
