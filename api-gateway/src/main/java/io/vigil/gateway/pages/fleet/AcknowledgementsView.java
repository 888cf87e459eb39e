package io.vigil.gateway.pages.fleet;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Acknowledgements;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Customers and what they have taken note of, those that wait longest first.
 *
 * @param all whether those are shown too that have taken note
 * @param next address of what follows; empty if nothing does
 */
public record AcknowledgementsView(boolean all, int customers, int missing, List<Row> rows, String next) {

    /**
     * @param link to what the customer answers for; empty where the one who looks has no way
     * @param missing whether it has not taken note
     * @param since how long it has not; empty if it has
     */
    public record Row(
            String name,
            String link,
            boolean missing,
            String standing,
            String since,
            long version,
            int moved,
            String last) {}

    static AcknowledgementsView of(Acknowledgements found, boolean all, FleetView.Ways ways, Instant now) {
        return new AcknowledgementsView(
                all,
                found.customers(),
                found.missing(),
                found.items().stream()
                        .sorted(Comparator.comparing(
                                        Acknowledgements.Customer::missingSince,
                                        Comparator.nullsLast(Comparator.naturalOrder()))
                                .thenComparing(Acknowledgements.Customer::name))
                        .map(customer -> row(customer, ways, now))
                        .toList(),
                found.next() == null
                        ? ""
                        : "/fleet/responsibility?%safter=%s".formatted(all ? "of=all&" : "", found.next()));
    }

    private static Row row(Acknowledgements.Customer customer, FleetView.Ways ways, Instant now) {
        Instant since = customer.missingSince();
        Instant at = customer.acknowledgedAt();
        return new Row(
                customer.name(),
                ways.to(customer.slug(), "/settings/responsibility"),
                since != null,
                standing(customer),
                since == null ? "" : Formats.age(since, now),
                customer.packVersion(),
                customer.moved(),
                at == null
                        ? "never"
                        : "%s UTC, pack version %d".formatted(Formats.dayTime(at), customer.acknowledgedVersion()));
    }

    private static String standing(Acknowledgements.Customer customer) {
        if (customer.missingSince() == null) return "Acknowledged";
        if (customer.acknowledgedVersion() == null) return "Never acknowledged";
        return Formats.many(customer.unacknowledged(), "check") + " more than acknowledged";
    }

    public boolean everybody() {
        return missing == 0;
    }
}
