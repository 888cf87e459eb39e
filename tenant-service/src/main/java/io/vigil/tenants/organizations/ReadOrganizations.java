package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.OrganizationNodes.Unit;
import io.vigil.contracts.ReadingOutcome;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Shows organizations as they were last read, with how their accounts stand. */
@ApplicationScoped
class ReadOrganizations {
    static final int MOST_OF_A_PAGE = 1_000;

    private final TenantTransaction transaction;
    private final OrganizationsConfig config;
    private final InstantSource clock;

    ReadOrganizations(TenantTransaction transaction, OrganizationsConfig config, InstantSource clock) {
        this.transaction = transaction;
        this.config = config;
        this.clock = clock;
    }

    AwsOrganizations all(TenantId tenant) {
        return transaction.call(
                tenant,
                handle -> new AwsOrganizations(
                        TreeTable.list(handle, tenant).stream()
                                .map(row -> summary(handle, tenant, row))
                                .toList(),
                        ReadingTable.list(handle, tenant).stream()
                                .map(this::shown)
                                .toList()));
    }

    private static AwsOrganizations.Summary summary(Handle handle, TenantId tenant, TreeTable.Row row) {
        return new AwsOrganizations.Summary(
                row.organization(),
                row.management(),
                row.account(),
                row.readAt(),
                together(MemberTable.counts(handle, tenant, row.organization())),
                RuleTable.find(handle, tenant, row.organization()).isPresent());
    }

    AwsOrganizations.Reading reading(TenantId tenant, AccountId account) {
        return transaction
                .call(tenant, handle -> ReadingTable.find(handle, tenant, account))
                .map(this::shown)
                .orElseThrow(() -> Problem.notFound("no organization was read through AWS account " + account));
    }

    /** @throws Problem 404 for an organization that was never read */
    AwsOrganizations.Tree tree(TenantId tenant, OrganizationId organization) {
        return transaction.call(tenant, handle -> {
            TreeTable.Row row = require(handle, tenant, organization);
            List<MemberTable.Count> counts = MemberTable.counts(handle, tenant, organization);
            return new AwsOrganizations.Tree(
                    row.organization(),
                    row.management(),
                    row.account(),
                    row.readAt(),
                    Timetable.nextReading(handle, tenant, organization).orElse(null),
                    ReadingTable.find(handle, tenant, row.account())
                            .map(this::shown)
                            .orElse(null),
                    together(counts),
                    units(TreeTable.units(handle, tenant, organization), counts),
                    RuleTable.find(handle, tenant, organization).orElse(null));
        });
    }

    AwsOrganizations.Page accounts(TenantId tenant, OrganizationId organization, MemberTable.Filter filter, int limit) {
        return transaction.call(tenant, handle -> {
            require(handle, tenant, organization);
            List<Member> found = MemberTable.page(handle, tenant, organization, filter, limit + 1);
            if (found.size() <= limit) return new AwsOrganizations.Page(found, null);
            List<Member> page = found.subList(0, limit);
            return new AwsOrganizations.Page(page, page.getLast().account());
        });
    }

    static TreeTable.Row require(Handle handle, TenantId tenant, OrganizationId organization) {
        return TreeTable.find(handle, tenant, organization)
                .orElseThrow(() -> Problem.notFound("this organization has not been read"));
    }

    private static List<AwsOrganizations.UnitShown> units(List<Unit> units, List<MemberTable.Count> counts) {
        Map<String, Integer> levels = new HashMap<>();
        Map<String, Integer> below = new HashMap<>();
        for (MemberTable.Count count : counts) below.merge(count.unit(), count.accounts(), Integer::sum);
        for (Unit unit : units.reversed())
            if (unit.parent() != null) below.merge(unit.parent(), below.getOrDefault(unit.id(), 0), Integer::sum);
        List<AwsOrganizations.UnitShown> shown = new ArrayList<>();
        for (Unit unit : units) {
            int level = unit.parent() == null ? 1 : levels.getOrDefault(unit.parent(), 0) + 1;
            levels.put(unit.id(), level);
            shown.add(new AwsOrganizations.UnitShown(
                    unit.id(),
                    unit.parent(),
                    unit.name(),
                    level,
                    together(counts.stream()
                            .filter(count -> count.unit().equals(unit.id()))
                            .toList()),
                    below.getOrDefault(unit.id(), 0)));
        }
        return shown;
    }

    private static Map<Member.State, Integer> together(List<MemberTable.Count> counts) {
        Map<Member.State, Integer> together = new EnumMap<>(Member.State.class);
        for (MemberTable.Count count : counts) together.merge(count.state(), count.accounts(), Integer::sum);
        return together;
    }

    private AwsOrganizations.Reading shown(ReadingTable.Row row) {
        @Nullable ReadingOutcome outcome = row.outcome();
        boolean waiting = row.answeredAt() == null
                && row.askedAt().isAfter(clock.instant().minus(config.answerWithin()));
        return new AwsOrganizations.Reading(
                row.account(),
                row.askedAt(),
                waiting,
                row.toldAt(),
                outcome,
                ExplainReading.title(outcome),
                ExplainReading.fix(outcome, row.missingAction(), row.management()),
                row.words() == null || row.words().isEmpty() ? null : row.words(),
                row.missingAction(),
                row.organization(),
                row.management());
    }
}
