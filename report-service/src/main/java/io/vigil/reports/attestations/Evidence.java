package io.vigil.reports.attestations;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A file that shows what an attestation says.
 *
 * @param sha256 of the content, lower-case hex
 * @param addedBy the name of who added it
 */
@Schema(name = "Evidence")
public record Evidence(
        UUID id, String name, String mediaType, long bytes, String sha256, Instant addedAt, String addedBy) {}
