package io.vigil.tenants.members;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.vigil.tenancy.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "msp_member")
class MspMemberRow extends PanacheEntityBase {
    @Id
    String subject;

    String email;

    @Enumerated(EnumType.STRING)
    Role role;

    @Column(name = "added_at")
    Instant addedAt;

    MspMember shown() {
        return new MspMember(subject, email, role, addedAt);
    }
}
