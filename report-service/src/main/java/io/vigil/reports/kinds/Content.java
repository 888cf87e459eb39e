package io.vigil.reports.kinds;

import io.vigil.reports.packs.PacksSaid;
import java.time.Instant;
import java.util.List;

/**
 * What a report tells, the same in every format.
 *
 * @param subtitle such as the framework's name; empty where the kind says it all
 * @param about lines under the title, such as the accounts and the time that it is of
 * @param asOf when it was begun
 * @param packs by which was judged
 */
public record Content(
        ReportAsk ask,
        String customer,
        String subtitle,
        List<String> about,
        Instant asOf,
        List<Section> sections,
        PacksSaid packs) {

    /** A chapter. */
    public record Section(String title, List<Block> blocks) {}

    public ReportKind kind() {
        return ask.kind();
    }

    /** Such as {@code Change report of Halden Logistics}. */
    public String title() {
        return kind().title() + " of " + customer;
    }

    /** In their order; several may hold rows of one kind, and then have the same headings. */
    public List<Rows> tables() {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .filter(Rows.class::isInstance)
                .map(Rows.class::cast)
                .toList();
    }
}
