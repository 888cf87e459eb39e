package io.vigil.reports.render;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.exceptions.ReadExceptions;
import io.vigil.reports.findings.FindingFilter;
import io.vigil.reports.findings.GroupFindings;
import io.vigil.reports.frameworks.ReadFrameworks;
import io.vigil.reports.packs.ReadPacks;
import io.vigil.reports.posture.ReadPosture;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Gathers what a report tells from the same reads that the portal shows. */
@ApplicationScoped
class CollectReport {
    private final TenantTransaction transaction;
    private final ReadPosture readPosture;
    private final GroupFindings groupFindings;
    private final ReadFrameworks readFrameworks;
    private final ReadPacks readPacks;
    private final ReadExceptions readExceptions;
    private final Catalogue catalogue;

    CollectReport(
            TenantTransaction transaction,
            ReadPosture readPosture,
            GroupFindings groupFindings,
            ReadFrameworks readFrameworks,
            ReadPacks readPacks,
            ReadExceptions readExceptions,
            Catalogue catalogue) {
        this.transaction = transaction;
        this.readPosture = readPosture;
        this.groupFindings = groupFindings;
        this.readFrameworks = readFrameworks;
        this.readPacks = readPacks;
        this.readExceptions = readExceptions;
        this.catalogue = catalogue;
    }

    ReportContent collect(TenantId tenant, Optional<AccountId> account) {
        return new ReportContent(
                customer(tenant),
                account,
                readPosture.read(tenant, Catalogue.BASELINE, account),
                checks(tenant, account),
                missing(tenant, account),
                readFrameworks.chosen(tenant, account),
                readPacks.read(tenant, account),
                readExceptions.inForce(tenant, account),
                transaction.call(tenant, handle -> AuditTrail.head(handle, tenant)));
    }

    private String customer(TenantId tenant) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery("select name from tenant_directory where tenant_id = :tenant")
                        .bind("tenant", tenant.value())
                        .mapTo(String.class)
                        .findOne()
                        .orElse("Customer " + tenant));
    }

    private List<ReportContent.CheckText> checks(TenantId tenant, Optional<AccountId> account) {
        FindingFilter open = FindingFilter.ofAccount(
                        account.map(AccountId::value).orElse(null))
                .withState("open");
        return groupFindings.byCheck(tenant, open).stream()
                .map(group -> new ReportContent.CheckText(
                        group.check(),
                        group.title(),
                        group.severity(),
                        group.layer(),
                        group.owner(),
                        catalogue.risk(group.check()),
                        catalogue.remediation(group.check()),
                        catalogue.commands(group.check()),
                        catalogue.references(group.check()),
                        group.open()))
                .toList();
    }

    private List<ReportContent.MissingRead> missing(TenantId tenant, Optional<AccountId> account) {
        return transaction.call(
                tenant,
                handle -> handle.createQuery("""
                                select missing_action, coalesce(reason, 'SERVICE_FAILED') as reason, count(*) as findings,
                                  array_agg(distinct check_id order by check_id) as checks
                                from finding
                                where tenant_id = :tenant and status = 'UNDETERMINED' and gone_since is null and not decided_out
                                  and (:account::text is null or account = :account)
                                group by missing_action, reason order by 3 desc, 1 nulls last, 2
                                """)
                        .bind("tenant", tenant.value())
                        .bind("account", account.map(AccountId::value).orElse(null))
                        .map((rs, ctx) -> new ReportContent.MissingRead(
                                rs.getString("missing_action"),
                                rs.getString("reason"),
                                rs.getInt("findings"),
                                Arrays.stream((String[]) rs.getArray("checks").getArray())
                                        .map(CheckId::new)
                                        .toList()))
                        .list());
    }
}
