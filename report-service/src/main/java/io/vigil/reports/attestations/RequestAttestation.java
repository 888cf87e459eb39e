package io.vigil.reports.attestations;

import io.vigil.checks.Framework;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.AttestationId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.attestations.Attestation.Act;
import io.vigil.reports.attestations.Attestation.State;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.exceptions.Texts;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Problem.Fault;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Says that a manual requirement is met; it counts when somebody else has approved it. */
@ApplicationScoped
public class RequestAttestation {

    /**
     * @param framework such as {@code cis-aws-foundations-7.0}, whether the tenant chose it or not
     * @param requirement the standard's own number, of a requirement that no check answers for
     * @param account the only one that it is about; null for all of the tenant's
     * @param statement what is so, and how one knows; lines of text
     * @param validUntil the last day, in UTC; today at the earliest, and no further than the installation allows
     */
    @Schema(name = "NewAttestation")
    public record Asked(
            @NotNull(message = "is missing") @Size(max = 100)
            String framework,

            @NotNull(message = "is missing") @Size(max = 100)
            String requirement,

            @Nullable AccountId account,
            @Nullable String statement,
            @NotNull(message = "is missing") LocalDate validUntil) {}

    private final TenantTransaction transaction;
    private final Catalogue catalogue;
    private final AuditTrail audit;
    private final AttestationsConfig config;
    private final InstantSource clock;
    private final SecureRandom random;

    RequestAttestation(
            TenantTransaction transaction,
            Catalogue catalogue,
            AuditTrail audit,
            AttestationsConfig config,
            InstantSource clock,
            SecureRandom random) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** @throws Problem 400 naming what is wrong, 403 for a service account, 409 when there are too many */
    Attestation request(TenantId tenant, Asked asked, Caller by) {
        if (by.machine()) throw Problem.forbidden("a service account attests nothing; a person stands in for this");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate last = lastDay(asked.validUntil(), LocalDate.ofInstant(now, ZoneOffset.UTC));
        Attestation made = new Attestation(
                new AttestationId(Uuids.ofName("attestation", random.nextLong(), random.nextLong())),
                State.WAITING,
                asked.framework(),
                asked.requirement(),
                manual(asked).title(),
                asked.account(),
                Texts.required("statement", asked.statement()),
                last,
                last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                0,
                Act.of(by, now, null),
                null,
                null,
                List.of());
        transaction.run(tenant, handle -> keep(handle, tenant, made, by));
        return made;
    }

    private void keep(Handle handle, TenantId tenant, Attestation made, Caller by) {
        if (made.account() != null && !known(handle, tenant, made.account()))
            throw malformed("account", "there is no account %s here".formatted(made.account()));
        if (AttestationTable.goingOn(handle, tenant, made.requested().at()) >= config.most())
            throw Problem.conflict(
                    "there are %d attestations that wait or are in force, which is the most".formatted(config.most()));
        AttestationTable.insert(handle, tenant, made);
        audit.append(
                handle,
                tenant,
                by,
                "attestation.requested",
                made.id().toString(),
                made.statement(),
                Map.of(
                        "requirement",
                        made.control().value(),
                        "account",
                        made.account() == null ? "all" : made.account().value(),
                        "validUntil",
                        made.validUntil().toString()));
    }

    private Framework.Requirement manual(Asked asked) {
        Framework framework = catalogue.frameworks().stream()
                .filter(known -> known.id().equals(asked.framework()))
                .findFirst()
                .orElseThrow(() -> malformed("framework", "there is no framework of this id"));
        Framework.Requirement requirement = framework.requirements().stream()
                .filter(known -> known.id().equals(asked.requirement()))
                .findFirst()
                .orElseThrow(() ->
                        malformed("requirement", "%s has no requirement of this number".formatted(framework.id())));
        if (!requirement.checks().isEmpty() || requirement.manual().isEmpty())
            throw malformed("requirement", "is answered by checks; only what no API shows is attested");
        return requirement;
    }

    private LocalDate lastDay(LocalDate asked, LocalDate today) {
        if (asked.isBefore(today)) throw malformed("validUntil", "has passed, in UTC");
        // compared before it is used: a year of ten digits has no place in the database
        if (asked.isAfter(today.plusMonths(config.longestMonths())))
            throw malformed("validUntil", "is more than %d months away".formatted(config.longestMonths()));
        return asked;
    }

    private static boolean known(Handle handle, TenantId tenant, AccountId account) {
        return handle.createQuery("""
                        select exists (select from account where tenant_id = :tenant and account = :id)
                          or exists (select from fleet_account where tenant_id = :tenant and account = :id)
                        """)
                .bind("tenant", tenant.value())
                .bind("id", account.value())
                .mapTo(Boolean.class)
                .one();
    }

    private static Problem malformed(String field, String message) {
        return Problem.malformed(List.of(Fault.at(field, message)));
    }
}
