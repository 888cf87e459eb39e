package io.vigil.tenants.packs;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "pack_revision")
@IdClass(PackRevision.Key.class)
class PackRevision extends PanacheEntityBase {
    @Id
    @Column(name = "tenant_id")
    UUID tenantId;

    @Id
    long version;

    String digest;

    @Column(columnDefinition = "text")
    String content;

    @Column(name = "published_at")
    Instant publishedAt;

    @Column(name = "published_by")
    String publishedBy;

    record Key(UUID tenantId, long version) {}
}
