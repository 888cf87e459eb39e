package io.vigil.reports.attestations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.AttestationId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.attestations.Attestation.State;
import io.vigil.reports.files.FileChunks;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Reads attestations as they are by the clock. */
@ApplicationScoped
public class ReadAttestations {

    /**
     * @param states as they are now
     * @param framework null for all
     * @param requirement of the framework; null for all
     */
    record Filter(
            Set<State> states,
            @Nullable String framework,
            @Nullable String requirement) {}

    /** @param next hand back as {@code cursor} for more; null at the end */
    @Schema(name = "AttestationPage")
    public record Page(List<Attestation> items, @Nullable AttestationId next) {}

    /** A file and what is told of it. */
    record Content(Evidence evidence, InputStream bytes) {}

    private final TenantTransaction transaction;
    private final FileChunks chunks;
    private final InstantSource clock;

    ReadAttestations(TenantTransaction transaction, FileChunks chunks, InstantSource clock) {
        this.transaction = transaction;
        this.chunks = chunks;
        this.clock = clock;
    }

    /**
     * Newest first.
     *
     * @param after the last one of the page before
     * @throws Problem 400 if there is none of this id
     */
    Page page(TenantId tenant, Filter filter, Optional<AttestationId> after, int limit) {
        Instant now = clock.instant();
        return transaction.call(tenant, handle -> {
            Optional<Attestation> last = after.map(id -> AttestationTable.find(handle, tenant, id, now)
                    .orElseThrow(() -> Problem.badRequest("cursor is not one of this list")));
            List<Attestation> rows = handle.createQuery(AttestationTable.ROWS + """
                            and %s = any (:states)
                            and (:framework::text is null or a.framework = :framework)
                            and (:requirement::text is null or a.requirement = :requirement)
                            and (:after::timestamptz is null or a.requested_at < :after
                              or a.requested_at = :after and a.attestation_id > :last)
                            order by a.requested_at desc, a.attestation_id limit :limit
                            """.formatted(AttestationTable.STATE))
                    .bind("tenant", tenant.value())
                    .bind("now", now)
                    .bindArray(
                            "states",
                            String.class,
                            filter.states().stream().map(State::name).toArray())
                    .bind("framework", filter.framework())
                    .bind("requirement", filter.requirement())
                    .bind("after", last.map(found -> found.requested().at()).orElse(null))
                    .bind("last", after.map(AttestationId::value).orElse(null))
                    .bind("limit", limit + 1)
                    .map((row, context) -> AttestationTable.of(row))
                    .list();
            boolean more = rows.size() > limit;
            List<Attestation> items = EvidenceTable.withEvidence(handle, tenant, more ? rows.subList(0, limit) : rows);
            return new Page(List.copyOf(items), more ? items.getLast().id() : null);
        });
    }

    /** @throws Problem 404 if there is none of this id in the tenant */
    Attestation one(TenantId tenant, AttestationId id) {
        Instant now = clock.instant();
        return transaction
                .call(tenant, handle -> AttestationTable.find(handle, tenant, id, now))
                .orElseThrow(() -> Problem.notFound("no attestation " + id));
    }

    /** The caller closes it. @throws Problem 404 if the attestation has no such file */
    Content open(TenantId tenant, AttestationId id, UUID evidence) {
        return one(tenant, id).evidence().stream()
                .filter(file -> file.id().equals(evidence))
                .findFirst()
                .map(file -> new Content(file, chunks.open(tenant, file.id())))
                .orElseThrow(() -> Problem.notFound("no evidence " + evidence));
    }

    /**
     * In force, first those that end first.
     *
     * @param account those that are about another account alone are left out
     */
    public List<Attestation> inForce(TenantId tenant, Optional<AccountId> account) {
        return transaction.call(
                tenant,
                handle -> EvidenceTable.withEvidence(
                        handle,
                        tenant,
                        handle.createQuery(AttestationTable.ROWS + """
                                        and a.state = 'IN_FORCE' and a.ends_at > :now
                                        and (:account::text is null or a.account is null or a.account = :account)
                                        order by a.ends_at, a.framework, a.requirement, a.attestation_id
                                        """)
                                .bind("tenant", tenant.value())
                                .bind("account", account.map(AccountId::value).orElse(null))
                                .bind("now", clock.instant())
                                .map((row, context) -> AttestationTable.of(row))
                                .list()));
    }
}
