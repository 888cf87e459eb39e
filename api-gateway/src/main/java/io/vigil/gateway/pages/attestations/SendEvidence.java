package io.vigil.gateway.pages.attestations;

import io.vigil.contracts.AttestationId;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.upstream.Attestation;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Hands files of a form on, one by one: one that is refused keeps no other one away. */
@ApplicationScoped
class SendEvidence {
    private final Services services;

    SendEvidence(Services services) {
        this.services = services;
    }

    /** What was refused, and why; empty when all were taken. */
    Optional<String> send(Visit visit, AttestationId to, @Nullable List<FileUpload> files) {
        List<String> refused = new ArrayList<>();
        for (FileUpload file : files == null ? List.<FileUpload>of() : files) {
            // a form whose field was left empty sends a file without a name
            if (file.fileName() == null || file.fileName().isEmpty()) continue;
            try {
                services.upload(
                        Service.REPORTS,
                        visit.caller(),
                        AttestationsPage.at(visit) + "/" + to + "/evidence?name="
                                + URLEncoder.encode(file.fileName(), StandardCharsets.UTF_8),
                        file.uploadedFile(),
                        Attestation.Evidence.class);
            } catch (Refused not) {
                refused.add("%s: %s.".formatted(file.fileName(), not.detail()));
            }
        }
        return refused.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", refused));
    }
}
