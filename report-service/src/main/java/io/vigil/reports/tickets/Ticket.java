package io.vigil.reports.tickets;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a finding is worked on elsewhere.
 *
 * @param key such as {@code ABC-123}
 * @param url an https address, which is shown and never called
 * @param addedBy a name
 */
@Schema(name = "FindingTicket")
public record Ticket(UUID id, String key, String url, Instant addedAt, String addedBy) {}
