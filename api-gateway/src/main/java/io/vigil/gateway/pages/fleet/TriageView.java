package io.vigil.gateway.pages.fleet;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Triage;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is open over all customers.
 *
 * @param next address of what follows; empty if nothing does
 */
public record TriageView(int total, Filter filter, List<Row> rows, String next) {
    private static final String ADDRESS = "/fleet/triage";
    private static final int A_PAGE = 100;
    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");
    private static final List<String> OWNERS = List.of("customer", "partner", "aws");

    /** What is asked for; empty asks for all. */
    public record Filter(String severity, String owner) {

        /** What is no severity or side asks for all of them. */
        static Filter of(@Nullable String severity, @Nullable String owner) {
            return new Filter(known(SEVERITIES, severity), known(OWNERS, owner));
        }

        private static String known(List<String> words, @Nullable String given) {
            return given != null && words.contains(given) ? given : "";
        }

        String asked(@Nullable String after) {
            String cursor = after != null && after.matches("[0-9]{1,7}") ? after : "0";
            return query() + (query().isEmpty() ? "" : "&") + "limit=" + A_PAGE + "&cursor=" + cursor;
        }

        private String query() {
            return String.join(
                    "&",
                    Stream.of(severity.isEmpty() ? "" : "severity=" + severity, owner.isEmpty() ? "" : "owner=" + owner)
                            .filter(part -> !part.isEmpty())
                            .toList());
        }

        String address() {
            return query().isEmpty() ? ADDRESS : ADDRESS + "?" + query();
        }
    }

    public record Tab(String word, String link, boolean current) {}

    /** @param link to the findings; empty where the one who looks has no way */
    public record Row(
            String customer,
            String link,
            String title,
            String check,
            String severity,
            String layer,
            String owner,
            int open,
            int accounts,
            String age) {}

    static TriageView of(Triage found, Filter filter, FleetView.Ways ways, Instant now) {
        return new TriageView(
                found.total(),
                filter,
                found.items().stream().map(item -> row(item, ways, now)).toList(),
                found.next() == null
                        ? ""
                        : "%s%safter=%d"
                                .formatted(filter.address(), filter.address().contains("?") ? "&" : "?", found.next()));
    }

    private static Row row(Triage.Item item, FleetView.Ways ways, Instant now) {
        return new Row(
                item.name(),
                ways.to(item.slug(), "/findings?state=open&check=" + item.check()),
                item.title(),
                item.check(),
                item.severity(),
                Formats.sentence(item.layer()),
                item.owner(),
                item.open(),
                item.accounts(),
                item.oldestOpenAt() == null ? "–" : Formats.age(item.oldestOpenAt(), now));
    }

    public List<Tab> severities() {
        return Stream.concat(Stream.of(""), SEVERITIES.stream())
                .map(word -> new Tab(
                        word.isEmpty() ? "All" : Formats.sentence(word),
                        new Filter(word, filter.owner()).address(),
                        word.equals(filter.severity())))
                .toList();
    }

    public List<Tab> owners() {
        return Stream.concat(Stream.of(""), OWNERS.stream())
                .map(word -> new Tab(
                        switch (word) {
                            case "" -> "Whoever must act";
                            case "partner" -> "MSP";
                            case "aws" -> "AWS";
                            default -> "Customer";
                        },
                        new Filter(filter.severity(), word).address(),
                        word.equals(filter.owner())))
                .toList();
    }

    public boolean filtered() {
        return !filter.equals(new Filter("", ""));
    }
}
