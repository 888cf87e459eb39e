package io.vigil.reports.exports;

import io.vigil.reports.attestations.Attestation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows behind a report's findings that name the attestations in force. */
final class AttestationRows {
    private AttestationRows() {}

    static List<Map<String, @Nullable Object>> of(List<Attestation> attestations) {
        return attestations.stream().map(AttestationRows::row).toList();
    }

    private static Map<String, @Nullable Object> row(Attestation attestation) {
        Map<String, @Nullable Object> cells = new HashMap<>();
        cells.put("record", "attestation");
        cells.put("check", attestation.control());
        cells.put("title", attestation.title());
        cells.put("account", attestation.account());
        cells.put("attestation", attestation.id());
        cells.put("attestedUntil", attestation.validUntil());
        cells.put("attestationStatement", attestation.statement());
        cells.put("attestedBy", attestation.requested().name());
        cells.put(
                "attestationApprovedBy",
                attestation.approved() == null ? null : attestation.approved().name());
        cells.put(
                "attestationEvidence",
                attestation.evidence().stream()
                        .map(file -> file.name() + " sha256:" + file.sha256())
                        .collect(Collectors.joining("; ")));
        return cells;
    }
}
