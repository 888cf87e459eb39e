package io.vigil.tenants.customers;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "tenant")
class TenantRow extends PanacheEntityBase {
    @Id
    @Column(name = "tenant_id")
    UUID tenantId;

    String slug;
    String name;
    long revision;

    @Column(name = "created_at")
    Instant createdAt;

    Tenant shown() {
        return new Tenant(new io.vigil.contracts.TenantId(tenantId), slug, name, createdAt);
    }
}
