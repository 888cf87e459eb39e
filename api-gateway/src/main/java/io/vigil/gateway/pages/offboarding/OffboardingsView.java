package io.vigil.gateway.pages.offboarding;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Offboarding;
import io.vigil.gateway.upstream.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Customers on their way out, and the form that begins it.
 *
 * @param acts whether the person may let customers go
 */
public record OffboardingsView(boolean acts, List<Row> rows, List<Choice> customers, Draft draft, String error) {

    /** What was typed, shown again when it was refused. */
    public record Draft(String customer, String slug, String reason) {
        static final Draft EMPTY = new Draft("", "", "");
    }

    public record Choice(UUID id, String name, boolean chosen) {}

    /** @param note what it waits for, or since when it is done */
    public record Row(
            UUID tenant,
            String slug,
            String name,
            String step,
            String note,
            String started,
            String reason,
            boolean cancels,
            boolean erases,
            boolean certified) {}

    static OffboardingsView of(
            boolean acts, List<Offboarding> all, List<Tenant> tenants, Draft draft, String error, Instant now) {
        List<UUID> known = all.stream().map(Offboarding::tenant).toList();
        return new OffboardingsView(
                acts,
                all.stream().map(offboarding -> row(offboarding, now)).toList(),
                tenants.stream()
                        .filter(tenant -> !known.contains(tenant.id()))
                        .map(tenant -> new Choice(
                                tenant.id(),
                                tenant.name(),
                                tenant.id().toString().equals(draft.customer())))
                        .toList(),
                draft,
                error);
    }

    private static Row row(Offboarding of, Instant now) {
        boolean exported = of.state().equals("EXPORTED");
        boolean waited = of.eraseFrom() != null && !now.isBefore(of.eraseFrom());
        return new Row(
                of.tenant(),
                of.slug(),
                of.name(),
                switch (of.state()) {
                    case "FREEZING" -> "Frozen, files are made";
                    case "EXPORTED" -> "Frozen, files are ready";
                    case "ERASING" -> "Being deleted";
                    default -> "Deleted";
                },
                note(of, exported, waited),
                Formats.dayTime(of.started().at()) + " UTC by " + of.started().name(),
                of.reason(),
                of.state().equals("FREEZING") || exported,
                exported && waited,
                of.state().equals("ERASED"));
    }

    private static String note(Offboarding of, boolean exported, boolean waited) {
        if (!of.waitingFor().isEmpty()) return "Waiting for " + String.join(", ", of.waitingFor());
        if (exported && waited) return "Can be deleted now";
        if (exported && of.eraseFrom() != null)
            return "Can be deleted from " + Formats.dayTime(of.eraseFrom()) + " UTC";
        return of.erasedAt() == null ? "" : Formats.dayTime(of.erasedAt()) + " UTC";
    }
}
