package io.vigil.gateway.pages.organizations;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Account;
import io.vigil.gateway.upstream.Organization;
import io.vigil.gateway.upstream.Organization.Member;
import io.vigil.gateway.upstream.Organization.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The organizations of a customer, one of them as a tree.
 *
 * @param id empty while none was read
 * @param others that were read as well
 * @param rows units and accounts in the order of the tree
 * @param opened the unit whose accounts are shown; empty when all are
 * @param next address of the unit's further accounts; empty after the last
 * @param readers connected accounts through which one may be read
 * @param readings last ones that brought nothing, or are awaited
 * @param result what came of what was just asked for; empty otherwise
 */
public record OrganizationView(
        String at,
        String id,
        String management,
        String readThrough,
        String readAt,
        String nextReading,
        String totals,
        List<String> others,
        List<Row> rows,
        String opened,
        String next,
        List<Choice> readers,
        List<Organization.Reading> readings,
        RuleForm rule,
        Result result) {

    /** AWS nests units five deep below a root. */
    private static final int DEEPEST = 7;

    public record Choice(String value, String name, boolean chosen) {}

    /**
     * A unit or an account.
     *
     * @param level 1 for a root
     * @param detail how many accounts a unit has, or how AWS keeps an account that is not open
     * @param link where it is shown by itself; empty where there is no such page
     * @param open whether an account can be connected
     */
    public record Row(
            String id,
            String name,
            boolean unit,
            int level,
            String state,
            String detail,
            String fix,
            String link,
            boolean open) {

        /** For the style sheet. */
        public int indent() {
            return Math.min(level, DEEPEST);
        }
    }

    /**
     * @param on whether accounts are connected by themselves
     * @param whole whether it holds for the whole organization
     * @param except account ids, a line each
     */
    public record RuleForm(boolean on, boolean whole, List<Choice> units, String except, String changed) {
        static final RuleForm NONE = new RuleForm(false, true, List.of(), "", "");
    }

    /** @param refused a sentence for each account */
    public record Result(String words, boolean bad, List<String> refused) {
        static final Result NONE = new Result("", false, List.of());
    }

    static OrganizationView of(
            String at,
            Organization.Listing all,
            Optional<Organization> shown,
            Organization.Page accounts,
            String opened,
            List<Account> connected,
            Result result) {
        List<Organization.Reading> readings = all.readings().stream()
                .filter(reading -> reading.waiting() || !"READ".equals(reading.outcome()))
                .toList();
        if (shown.isEmpty())
            return new OrganizationView(
                    at,
                    "",
                    "",
                    "",
                    "",
                    "",
                    "",
                    List.of(),
                    List.of(),
                    "",
                    "",
                    readers(connected),
                    readings,
                    RuleForm.NONE,
                    result);
        Organization tree = shown.get();
        return new OrganizationView(
                at,
                tree.id(),
                tree.management(),
                tree.readThrough(),
                Formats.dayTime(tree.readAt()) + " UTC",
                tree.nextReadingAt() == null ? "" : Formats.dayTime(tree.nextReadingAt()) + " UTC",
                totals(tree.accounts()),
                all.organizations().stream()
                        .map(Organization.Summary::id)
                        .filter(id -> !id.equals(tree.id()))
                        .toList(),
                rows(at, tree, accounts.accounts()),
                opened,
                accounts.next() == null ? "" : accounts.next(),
                readers(connected),
                readings,
                rule(tree),
                result);
    }

    private static List<Choice> readers(List<Account> connected) {
        return connected.stream()
                .filter(account -> account.state().equals("CONNECTED"))
                .map(account -> new Choice(
                        account.account(), account.name() == null ? account.account() : account.name(), false))
                .toList();
    }

    private static String totals(Map<String, Integer> accounts) {
        long all = accounts.values().stream().mapToLong(Integer::longValue).sum();
        return Formats.many(all, "account") + ", " + accounts.getOrDefault("CONNECTED", 0) + " connected, "
                + accounts.getOrDefault("NOT_CONNECTED", 0) + " not connected";
    }

    private static List<Row> rows(String at, Organization tree, List<Member> members) {
        Map<String, List<Member>> byUnit = members.stream().collect(Collectors.groupingBy(Member::unit));
        Map<String, List<Unit>> children = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (Unit unit : tree.units())
            if (unit.parent() != null)
                children.computeIfAbsent(unit.parent(), id -> new ArrayList<>()).add(unit);
        for (Unit unit : tree.units()) if (unit.parent() == null) add(at, tree, unit, children, byUnit, rows);
        // of units that are no more
        byUnit.values().forEach(gone -> gone.forEach(member -> rows.add(row(at, member, 1))));
        return rows;
    }

    private static void add(
            String at,
            Organization tree,
            Unit unit,
            Map<String, List<Unit>> children,
            Map<String, List<Member>> byUnit,
            List<Row> rows) {
        rows.add(new Row(
                unit.id(),
                unit.name(),
                /* unit */ true,
                unit.level(),
                "",
                Formats.many(unit.below(), "account"),
                "",
                "%s?organization=%s&unit=%s"
                        .formatted(at, OrganizationPage.encoded(tree.id()), OrganizationPage.encoded(unit.id())),
                /* open */ true));
        List<Member> own = byUnit.remove(unit.id());
        if (own != null) own.forEach(member -> rows.add(row(at, member, unit.level() + 1)));
        for (Unit child : children.getOrDefault(unit.id(), List.of())) add(at, tree, child, children, byUnit, rows);
    }

    private static Row row(String at, Member member, int level) {
        boolean here = member.connection() != null;
        return new Row(
                member.account(),
                member.name(),
                /* unit */ false,
                level,
                member.state(),
                member.state().equals("NOT_OPEN") ? Formats.sentence(member.awsState()) : "",
                member.fix() == null ? "" : member.fix(),
                here ? at.substring(0, at.lastIndexOf('/')) + "/" + member.account() : "",
                member.state().equals("NOT_CONNECTED"));
    }

    private static RuleForm rule(Organization tree) {
        Organization.@Nullable Rule rule = tree.rule();
        List<Choice> units = tree.units().stream()
                .map(unit -> new Choice(
                        unit.id(), unit.name(), rule != null && rule.units().contains(unit.id())))
                .toList();
        if (rule == null) return new RuleForm(false, true, units, "", "");
        return new RuleForm(
                true,
                rule.units().isEmpty(),
                units,
                String.join("\n", rule.exceptAccounts()),
                Formats.dayTime(rule.changedAt()) + " UTC by " + rule.changedBy());
    }
}
