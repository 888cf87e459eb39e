package io.vigil.reports.attestations;

import io.vigil.contracts.AttestationId;
import io.vigil.contracts.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The rows of evidence, without its content. */
final class EvidenceTable {
    private EvidenceTable() {}

    static void insert(Handle handle, TenantId tenant, AttestationId of, Evidence made) {
        handle.createUpdate("""
                        insert into attestation_evidence (tenant_id, attestation_id, evidence_id, name, media_type, bytes, sha256,
                          added_at, added_by_name)
                        values (:tenant, :of, :id, :name, :type, :bytes, :sha256, :at, :by)
                        """)
                .bind("tenant", tenant.value())
                .bind("of", of.value())
                .bind("id", made.id())
                .bind("name", made.name())
                .bind("type", made.mediaType())
                .bind("bytes", made.bytes())
                .bind("sha256", made.sha256())
                .bind("at", made.addedAt())
                .bind("by", made.addedBy())
                .execute();
    }

    static void delete(Handle handle, TenantId tenant, AttestationId of, UUID id) {
        handle.createUpdate("""
                        delete from attestation_evidence
                        where tenant_id = :tenant and attestation_id = :of and evidence_id = :id
                        """)
                .bind("tenant", tenant.value())
                .bind("of", of.value())
                .bind("id", id)
                .execute();
    }

    /** Of all attestations of a tenant, in bytes. */
    static long room(Handle handle, TenantId tenant) {
        return handle.createQuery("select coalesce(sum(bytes), 0) from attestation_evidence where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(Long.class)
                .one();
    }

    /** The same attestations in the same order, each with its files, the first added first. */
    static List<Attestation> withEvidence(Handle handle, TenantId tenant, List<Attestation> bare) {
        if (bare.isEmpty()) return bare;
        record Row(UUID attestation, Evidence evidence) {}
        Map<UUID, List<Evidence>> files = new HashMap<>();
        handle.createQuery("""
                        select * from attestation_evidence where tenant_id = :tenant and attestation_id = any (:ids)
                        order by attestation_id, added_at, evidence_id
                        """)
                .bind("tenant", tenant.value())
                .bindArray(
                        "ids",
                        UUID.class,
                        bare.stream()
                                .map(attestation -> attestation.id().value())
                                .toArray())
                .map((row, context) -> new Row(row.getObject("attestation_id", UUID.class), of(row)))
                .forEach(row -> files.computeIfAbsent(row.attestation(), none -> new ArrayList<>())
                        .add(row.evidence()));
        return bare.stream()
                .map(attestation ->
                        attestation.with(files.getOrDefault(attestation.id().value(), List.of())))
                .toList();
    }

    private static Evidence of(ResultSet row) throws SQLException {
        return new Evidence(
                row.getObject("evidence_id", UUID.class),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("bytes"),
                row.getString("sha256"),
                row.getTimestamp("added_at").toInstant(),
                row.getString("added_by_name"));
    }
}
