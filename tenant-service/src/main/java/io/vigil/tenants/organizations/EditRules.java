package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the connecting of new accounts on and off; what is connected stays so. */
@ApplicationScoped
class EditRules {
    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final InstantSource clock;

    EditRules(TenantTransaction transaction, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 404 for an unknown organization, 400 for a unit that it does not have */
    EnrolRule put(TenantId tenant, OrganizationId organization, NewRule asked, Caller by) {
        EnrolRule rule = new EnrolRule(
                organization,
                NewSelection.each(asked.units()),
                NewSelection.each(asked.exceptUnits()),
                NewSelection.each(asked.exceptAccounts()),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                by.displayName());
        transaction.run(tenant, handle -> {
            ReadOrganizations.require(handle, tenant, organization);
            rule.selection().demandUnits(TreeTable.units(handle, tenant, organization));
            RuleTable.put(handle, tenant, rule);
            Timetable.enrol(handle, tenant, organization, Optional.of(rule.changedAt()));
            audit.append(
                    handle,
                    tenant,
                    by,
                    "organization.rule.changed",
                    organization.value(),
                    Map.of(
                            "units",
                            rule.units(),
                            "exceptUnits",
                            rule.exceptUnits(),
                            "exceptAccounts",
                            texts(rule.exceptAccounts())));
        });
        return rule;
    }

    /** @throws Problem 404 when there is none */
    void end(TenantId tenant, OrganizationId organization, Caller by) {
        transaction.run(tenant, handle -> {
            if (!RuleTable.delete(handle, tenant, organization)) throw Problem.notFound("no rule of this organization");
            Timetable.enrol(handle, tenant, organization, Optional.empty());
            audit.append(handle, tenant, by, "organization.rule.ended", organization.value(), Map.of());
        });
    }

    private static List<String> texts(List<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).toList();
    }
}
