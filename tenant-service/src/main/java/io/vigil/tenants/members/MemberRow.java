package io.vigil.tenants.members;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "member")
@IdClass(MemberRow.Key.class)
class MemberRow extends PanacheEntityBase {
    @Id
    @Column(name = "tenant_id")
    UUID tenantId;

    @Id
    String subject;

    String email;

    @Column(name = "added_at")
    Instant addedAt;

    @Column(name = "added_by")
    String addedBy;

    record Key(UUID tenantId, String subject) {}
}
