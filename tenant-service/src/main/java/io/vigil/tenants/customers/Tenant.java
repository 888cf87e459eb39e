package io.vigil.tenants.customers;

import io.vigil.contracts.Retention;
import io.vigil.contracts.TenantId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A customer of the provider.
 *
 * @param slug the name in addresses: 3 to 40 of a-z, 0-9 and single hyphens; never changes
 * @param retention for how many months its log of changes is kept
 */
public record Tenant(
        TenantId id,
        String slug,
        String name,

        @Schema(
                type = SchemaType.INTEGER,
                enumeration = {"13", "36", "84"})
        Retention retention,

        Instant createdAt) {}
