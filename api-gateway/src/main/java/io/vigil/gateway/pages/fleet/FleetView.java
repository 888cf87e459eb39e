package io.vigil.gateway.pages.fleet;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fleet's table with its heat map; unscored customers come first, for nobody knows how bad they are. */
public record FleetView(
        List<Row> rows,
        int accounts,
        int critical,
        int overdue,
        String median,
        String evaluated,
        String check,
        int failingCustomers) {
    private static final List<String> LAYERS = List.of("account", "network", "workload", "application");
    private static final Duration STALE = Duration.ofHours(24);

    /** One cell of the heat map: 0 is good, 4 is worst. */
    public record Cell(String title, String score, String heat, boolean part, boolean none, String link) {}

    public record Row(
            String name,
            String link,
            String score,
            String share,
            boolean part,
            List<Cell> cells,
            boolean moved,
            int movement,
            int critical,
            int high,
            int overdue,
            String overdueLink,
            int accounts,
            String checked,
            boolean stale,
            int failing) {}

    /** Address of a customer's page for the one who looks; empty where there is no way. */
    interface Ways {
        Ways NONE = (slug, page) -> "";

        String to(String slug, String page);
    }

    static FleetView of(Fleet fleet, String check, List<Fleet.Failing> failing, Ways ways, Instant now) {
        Map<UUID, Fleet.Failing> failures =
                failing.stream().collect(Collectors.toMap(Fleet.Failing::tenant, Function.identity(), (a, b) -> a));
        List<Row> rows = fleet.tenants().stream()
                .sorted(Comparator.comparing(Fleet.Customer::score, Comparator.nullsFirst(Comparator.naturalOrder()))
                        .thenComparing(Fleet.Customer::name))
                .map(customer -> row(customer, failures.get(customer.tenant()), ways, now))
                .toList();
        List<Double> scores = fleet.tenants().stream()
                .map(Fleet.Customer::score)
                .filter(java.util.Objects::nonNull)
                .sorted()
                .toList();
        double share = fleet.tenants().stream()
                .mapToDouble(Fleet.Customer::evaluatedShare)
                .average()
                .orElse(0);
        return new FleetView(
                rows,
                fleet.tenants().stream().mapToInt(Fleet.Customer::accounts).sum(),
                fleet.tenants().stream()
                        .mapToInt(customer -> customer.open().critical())
                        .sum(),
                fleet.tenants().stream().mapToInt(FleetView::overdue).sum(),
                Formats.score(scores.isEmpty() ? null : scores.get(scores.size() / 2)),
                Formats.percent(share),
                check,
                failing.size());
    }

    private static Row row(Fleet.Customer customer, Fleet.@Nullable Failing failing, Ways ways, Instant now) {
        String slug = customer.slug() == null ? "" : customer.slug();
        Instant checked = customer.lastFoldedAt();
        Double moved = customer.movement7d();
        return new Row(
                customer.name(),
                slug.isEmpty() ? "" : ways.to(slug, "/posture"),
                Formats.score(customer.score()),
                Formats.percent(customer.evaluatedShare()),
                customer.evaluatedShare() < 0.9,
                LAYERS.stream()
                        .map(layer -> cell(
                                layer,
                                customer.layers().get(layer),
                                slug.isEmpty() ? "" : ways.to(slug, "/findings?layer=" + layer + "&state=open")))
                        .toList(),
                moved != null,
                moved == null ? 0 : (int) Math.round(moved),
                customer.open().critical(),
                customer.open().high(),
                overdue(customer),
                slug.isEmpty() ? "" : ways.to(slug, "/findings?state=open&overdue=true"),
                customer.accounts(),
                checked == null ? "never" : Formats.age(checked, now),
                checked == null || Duration.between(checked, now).compareTo(STALE) > 0,
                failing == null ? 0 : failing.failing());
    }

    private static int overdue(Fleet.Customer customer) {
        return customer.overdue() == null ? 0 : customer.overdue().total();
    }

    private static Cell cell(String layer, Fleet.@Nullable LayerScore score, String link) {
        String title = Formats.sentence(layer);
        if (score == null || score.score() == null) return new Cell(title, "", "", false, true, link);
        return new Cell(
                title, Formats.score(score.score()), heat(score.score()), score.evaluatedShare() < 0.9, false, link);
    }

    private static String heat(double score) {
        if (score >= 84.5) return "q0";
        if (score >= 74.5) return "q1";
        if (score >= 66.5) return "q2";
        return score >= 57.5 ? "q3" : "q4";
    }

    public boolean asked() {
        return !check.isEmpty();
    }

    public String answer() {
        return failingCustomers == 0 ? "No customer fails it" : Formats.many(failingCustomers, "customer") + " fail";
    }
}
