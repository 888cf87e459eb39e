package io.vigil.tenants.packs;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.packs.Responsibility.Acknowledgement;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Shows who answers for what, and keeps who of the customer took note of it. */
@ApplicationScoped
class AcknowledgeResponsibility {
    private final TenantTransaction transaction;
    private final ReadResponsibility readResponsibility;
    private final KeepStanding keepStanding;
    private final AuditTrail audit;
    private final InstantSource clock;

    AcknowledgeResponsibility(
            TenantTransaction transaction,
            ReadResponsibility readResponsibility,
            KeepStanding keepStanding,
            AuditTrail audit,
            InstantSource clock) {
        this.transaction = transaction;
        this.readResponsibility = readResponsibility;
        this.keepStanding = keepStanding;
        this.audit = audit;
        this.clock = clock;
    }

    Responsibility read(TenantId tenant) {
        return transaction.call(tenant, handle -> readResponsibility.read(handle, tenant));
    }

    /**
     * Taking note of the same again changes nothing.
     *
     * @param digest of what was shown to the person
     * @throws Problem 409 if something else is said by now
     */
    Responsibility acknowledge(TenantId tenant, String digest, Caller by) {
        return transaction.call(tenant, handle -> {
            PublishPack.oneAtATime(handle, tenant);
            Responsibility shown = readResponsibility.read(handle, tenant);
            if (!shown.digest().equals(digest))
                throw Problem.conflict("who answers for what has changed meanwhile; read it again");
            if (shown.last() != null && shown.last().current()) return shown;
            insert(handle, tenant, shown, by);
            return keepStanding.keep(handle, tenant);
        });
    }

    private void insert(Handle handle, TenantId tenant, Responsibility shown, Caller by) {
        handle.createUpdate("""
                        insert into pack_acknowledgement (tenant_id, acknowledgement, pack_version, digest, owners,
                          acknowledged_at, subject, name)
                        values (:tenant, :number, :version, :digest, :owners, :at, :subject, :name)
                        """)
                .bind("tenant", tenant.value())
                .bind("number", shown.last() == null ? 1 : shown.last().number() + 1)
                .bind("version", shown.packVersion())
                .bind("digest", shown.digest())
                .bind("owners", LevelTable.json(Responsibility.owners(shown.rows(), shown.accounts())))
                .bind("at", clock.instant())
                .bind("subject", by.subject())
                .bind("name", by.displayName())
                .execute();
        audit.append(
                handle,
                tenant,
                by,
                "responsibility.acknowledged",
                shown.digest(),
                Map.of(
                        "version",
                        shown.packVersion(),
                        "baseline",
                        shown.versions().msp(),
                        "tenant",
                        shown.versions().tenant()));
    }

    /** Newest first. */
    List<Acknowledgement> list(TenantId tenant, int limit) {
        return transaction.call(tenant, handle -> {
            String digest = readResponsibility.read(handle, tenant).digest();
            return ReadResponsibility.kept(handle, tenant, digest, limit).stream()
                    .map(ReadResponsibility.Kept::acknowledgement)
                    .toList();
        });
    }
}
