package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.OrganizationNodes.Unit;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.accounts.ImportAccounts;
import io.vigil.tenants.accounts.ImportAccounts.Result;
import io.vigil.tenants.accounts.ImportAccounts.Row;
import io.vigil.tenants.accounts.NewAccount;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Connects accounts of an organization, each by itself: what is wrong with one costs no other, and the same selection may be
 * sent again.
 */
@ApplicationScoped
class ConnectMembers {
    private final TenantTransaction transaction;
    private final ImportAccounts importAccounts;
    private final AuditTrail audit;
    private final OrganizationsConfig config;

    ConnectMembers(
            TenantTransaction transaction,
            ImportAccounts importAccounts,
            AuditTrail audit,
            OrganizationsConfig config) {
        this.transaction = transaction;
        this.importAccounts = importAccounts;
        this.audit = audit;
        this.config = config;
    }

    /** @param left that were chosen and wait for the next request, since one connects no more at once */
    record Connected(int connected, int alreadyConnected, int refused, int left, List<Row> rows) {}

    private record Chosen(List<Member> members, List<AccountId> strangers) {}

    /** @throws io.vigil.tenancy.Problem 404 for an unknown organization, 400 for a unit that it does not have */
    Connected connect(TenantId tenant, OrganizationId organization, Selection selection, Caller by) {
        Chosen chosen = transaction.call(tenant, handle -> {
            ReadOrganizations.require(handle, tenant, organization);
            List<Unit> units = TreeTable.units(handle, tenant, organization);
            selection.demandUnits(units);
            List<Member> all = MemberTable.all(handle, tenant, organization);
            Set<AccountId> strangers = new HashSet<>(selection.accounts());
            all.forEach(member -> strangers.remove(member.account()));
            audit.append(
                    handle,
                    tenant,
                    by,
                    "organization.accounts.chosen",
                    organization.value(),
                    Map.of(
                            "whole", selection.whole(),
                            "units", selection.units(),
                            "accounts", selection.accounts().size()));
            return new Chosen(chosen(selection, units, all), List.copyOf(strangers));
        });
        List<Row> rows = new ArrayList<>();
        for (AccountId stranger : chosen.strangers())
            rows.add(refused(rows.size() + 1, stranger, "is not in the organization as it was read last"));
        return connect(tenant, chosen.members(), rows, config.mostAtOnce(), by);
    }

    /**
     * Those of the rule that are not connected, at most so many; none that somebody disconnected since the rule was made or
     * changed.
     */
    Connected enrol(TenantId tenant, EnrolRule rule, int most) {
        List<Member> open = transaction.call(tenant, handle -> {
            Set<AccountId> disconnected = MemberTable.disconnectedSince(handle, tenant, rule.changedAt());
            return chosen(
                            rule.selection(),
                            TreeTable.units(handle, tenant, rule.organization()),
                            MemberTable.all(handle, tenant, rule.organization()))
                    .stream()
                    .filter(member -> member.state() == Member.State.NOT_CONNECTED)
                    .filter(member -> !disconnected.contains(member.account()))
                    .toList();
        });
        return connect(tenant, open, new ArrayList<>(), most, rule.asCaller(tenant));
    }

    private static List<Member> chosen(Selection selection, List<Unit> units, List<Member> all) {
        Selection.Chosen chosen = selection.in(units);
        return all.stream()
                .filter(member -> chosen.has(member.account(), member.unit()))
                // one that left is chosen by its id alone, and then refused
                .filter(member -> member.state() != Member.State.LEFT
                        || selection.accounts().contains(member.account()))
                .toList();
    }

    private Connected connect(TenantId tenant, List<Member> members, List<Row> rows, int most, Caller by) {
        int connected = 0;
        int left = 0;
        for (Member member : members) {
            if (member.state() != Member.State.NOT_CONNECTED) {
                rows.add(unchanged(rows.size() + 1, member));
            } else if (connected == most) {
                left++;
            } else {
                Row row = importAccounts.connect(
                        tenant,
                        rows.size() + 1,
                        new NewAccount(member.account(), member.name(), /* roleName */ null, /* regions */ null),
                        by);
                rows.add(row);
                if (row.result() == Result.CONNECTED) connected++;
            }
        }
        ImportAccounts.Imported all = ImportAccounts.Imported.of(rows);
        return new Connected(all.connected(), all.alreadyConnected(), all.refused(), left, rows);
    }

    private static Row unchanged(int number, Member member) {
        if (member.connection() != null)
            return new Row(number, member.account().value(), Result.ALREADY_CONNECTED, null);
        return refused(
                number,
                member.account(),
                switch (member.state()) {
                    case LEFT -> "has left the organization";
                    case OTHER_CUSTOMER -> "is already connected to another customer, who must disconnect it first";
                    case NOT_OPEN -> "is not open in AWS: " + member.awsState();
                    case NOT_CONNECTED, PENDING, CONNECTED, REFUSED, UNSAFE -> "is " + member.state();
                });
    }

    private static Row refused(int number, AccountId account, String why) {
        return new Row(number, account.value(), Result.REFUSED, "AWS account %s %s".formatted(account, why));
    }
}
