package io.vigil.tenants.ownlogin;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.Columns;
import io.vigil.tenants.customers.Tenants;
import io.vigil.tenants.identity.Organizations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The mail domains of a customer: it names them, the provider's administrator says that they are its own. */
@ApplicationScoped
class EmailDomains {
    private static final int MOST = 20;

    /** @param verifiedAt null while nobody of the provider has seen that it is theirs */
    record EmailDomain(
            String domain,
            Instant askedAt,
            String askedBy,
            @Nullable Instant verifiedAt,
            @Nullable String verifiedBy) {}

    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final InstantSource clock;

    EmailDomains(TenantTransaction transaction, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    List<EmailDomain> list(TenantId tenant) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery("select * from email_domain where tenant_id = :tenant order by domain")
                        .bind("tenant", tenant.value())
                        .map((row, context) -> new EmailDomain(
                                row.getString("domain"),
                                Columns.instant(row, "asked_at"),
                                row.getString("asked_by"),
                                Columns.maybeInstant(row, "verified_at").orElse(null),
                                row.getString("verified_by")))
                        .list());
    }

    /** One that was asked for before stays as it is. */
    void ask(TenantId tenant, String asked, Caller by) {
        String domain = asked.toLowerCase(Locale.ROOT);
        transaction.run(tenant, handle -> {
            Tenants.require(handle, tenant);
            int added = handle.createUpdate("""
                            insert into email_domain (tenant_id, domain, asked_at, asked_by)
                            select :tenant, :domain, :now, :by
                            where (select count(*) from email_domain where tenant_id = :tenant) < :most
                            on conflict do nothing
                            """)
                    .bind("tenant", tenant.value())
                    .bind("domain", domain)
                    .bind("now", clock.instant())
                    .bind("by", by.displayName())
                    .bind("most", MOST)
                    .execute();
            if (added == 0) throw Problem.conflict("%s is there already, or there are %d".formatted(domain, MOST));
            audit.append(handle, tenant, by, "email-domain.asked", domain, Map.of());
        });
    }

    /** @throws Problem 404 for one that the customer did not name, 409 for another customer's */
    void verify(TenantId tenant, String domain, Caller by) {
        transaction.run(tenant, handle -> {
            int verified = handle.createUpdate("""
                            update email_domain set verified_at = coalesce(verified_at, :now), verified_by = coalesce(verified_by, :by)
                            where tenant_id = :tenant and domain = :domain
                            """)
                    .bind("now", clock.instant())
                    .bind("by", by.displayName())
                    .bind("tenant", tenant.value())
                    .bind("domain", domain)
                    .execute();
            if (verified == 0) throw Problem.notFound("nothing is here");
            handle.createUpdate(
                            "insert into email_domain_owner (domain, tenant_id) values (:domain, :tenant) on conflict do nothing")
                    .bind("domain", domain)
                    .bind("tenant", tenant.value())
                    .execute();
            boolean ours = handle.createQuery(
                            "select exists (select from email_domain_owner where domain = :domain and tenant_id = :tenant)")
                    .bind("domain", domain)
                    .bind("tenant", tenant.value())
                    .mapTo(Boolean.class)
                    .one();
            if (!ours) throw Problem.conflict("%s is another customer's".formatted(domain));
            Organizations.changed(handle, tenant, clock);
            audit.append(handle, tenant, by, "email-domain.verified", domain, Map.of());
        });
    }

    void remove(TenantId tenant, String domain, Caller by) {
        transaction.run(tenant, handle -> {
            int removed = handle.createUpdate("delete from email_domain where tenant_id = :tenant and domain = :domain")
                    .bind("tenant", tenant.value())
                    .bind("domain", domain)
                    .execute();
            if (removed == 0) throw Problem.notFound("nothing is here");
            handle.createUpdate("delete from email_domain_owner where tenant_id = :tenant and domain = :domain")
                    .bind("tenant", tenant.value())
                    .bind("domain", domain)
                    .execute();
            Organizations.changed(handle, tenant, clock);
            audit.append(handle, tenant, by, "email-domain.removed", domain, Map.of());
        });
    }
}
