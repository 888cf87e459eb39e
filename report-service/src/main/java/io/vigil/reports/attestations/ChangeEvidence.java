package io.vigil.reports.attestations;

import io.vigil.contracts.AttestationId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.files.FileChunks;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Problem.Fault;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Adds files to what one attests, and takes them away, as long as nobody has answered. */
@ApplicationScoped
public class ChangeEvidence {
    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final AttestationsConfig config;
    private final InstantSource clock;
    private final SecureRandom random;

    ChangeEvidence(
            TenantTransaction transaction,
            AuditTrail audit,
            AttestationsConfig config,
            InstantSource clock,
            SecureRandom random) {
        this.transaction = transaction;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A file is kept whole or not at all.
     *
     * @throws Problem 400 when its name or its content cannot be, 403 for anybody but who attests, 409 when it does not wait,
     *     has this name already, or there is no room, 413 for a file that is too large
     */
    Evidence add(TenantId tenant, AttestationId id, @Nullable String given, InputStream content, Caller by) {
        String name = EvidenceName.of(given);
        EvidenceType type = EvidenceType.of(name).orElseThrow();
        // before the file is read; asked again when it is there
        transaction.run(tenant, handle -> demandRoom(own(handle, tenant, id, by), name, 0, 0));
        try (Spooled file = Spooled.of(content, config.largestFile())) {
            if (!type.fits(file.path()))
                throw malformed("name", "says %s, and the content is something else".formatted(type.mediaType()));
            Evidence made = new Evidence(
                    Uuids.ofName("evidence", random.nextLong(), random.nextLong()),
                    name,
                    type.mediaType(),
                    file.bytes(),
                    file.sha256(),
                    now(),
                    by.displayName());
            transaction.run(tenant, handle -> keep(handle, tenant, id, made, file, by));
            return made;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void keep(Handle handle, TenantId tenant, AttestationId id, Evidence made, Spooled file, Caller by) {
        demandRoom(own(handle, tenant, id, by), made.name(), made.bytes(), EvidenceTable.room(handle, tenant));
        try (InputStream content = Files.newInputStream(file.path())) {
            FileChunks.write(handle, tenant, made.id(), content);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        EvidenceTable.insert(handle, tenant, id, made);
        changed(handle, tenant, id, "added", made, by);
    }

    /** @throws Problem 403 for anybody but who attests, 404 if it has none of this id, 409 when it does not wait any more */
    void remove(TenantId tenant, AttestationId id, UUID evidence, Caller by) {
        transaction.run(tenant, handle -> {
            Evidence gone = own(handle, tenant, id, by).evidence().stream()
                    .filter(file -> file.id().equals(evidence))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("no evidence " + evidence));
            EvidenceTable.delete(handle, tenant, id, evidence);
            FileChunks.delete(handle, tenant, evidence);
            changed(handle, tenant, id, "removed", gone, by);
        });
    }

    private void changed(Handle handle, TenantId tenant, AttestationId id, String what, Evidence file, Caller by) {
        AttestationTable.evidenceChanged(handle, tenant, id);
        audit.append(
                handle,
                tenant,
                by,
                "attestation.evidence." + what,
                id.toString(),
                Map.of("name", file.name(), "bytes", file.bytes(), "sha256", file.sha256()));
    }

    private Attestation own(Handle handle, TenantId tenant, AttestationId id, Caller by) {
        Attestation attestation = AttestationTable.lock(handle, tenant, id, now());
        if (!attestation.requested().subject().equals(by.subject()))
            throw Problem.forbidden("only who attests adds evidence or takes it away");
        if (!attestation.waits())
            throw Problem.conflict("its evidence stays as it is: the attestation is %s"
                    .formatted(attestation.state().words()));
        return attestation;
    }

    private void demandRoom(Attestation attestation, String name, long bytes, long taken) {
        if (attestation.evidence().size() >= config.mostFiles())
            throw Problem.conflict("there are %d files, which is the most".formatted(config.mostFiles()));
        if (attestation.evidence().stream().anyMatch(file -> file.name().equals(name)))
            throw Problem.conflict("there is a file of this name; take it away first");
        if (taken + bytes > config.room())
            throw Problem.conflict("all evidence together may have %d bytes, and there is no room for this file"
                    .formatted(config.room()));
    }

    private static Problem malformed(String field, String message) {
        return Problem.malformed(List.of(Fault.at(field, message)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
