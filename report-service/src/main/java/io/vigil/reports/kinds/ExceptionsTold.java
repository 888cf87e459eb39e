package io.vigil.reports.kinds;

import static io.vigil.reports.kinds.Rows.Heading.inFiles;
import static io.vigil.reports.kinds.Rows.Heading.of;
import static io.vigil.reports.kinds.Rows.Heading.onPages;

import io.vigil.reports.exceptions.AcceptedRisk;
import io.vigil.reports.exceptions.ReadExceptions;
import io.vigil.reports.kinds.Cell.Two;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exceptions as a table. */
final class ExceptionsTold {
    private ExceptionsTold() {}

    static Rows rows(String none, List<ReadExceptions.Shown> exceptions) {
        return Rows.of(
                "exception",
                "",
                List.of(
                        inFiles("exception"),
                        of("scope", "What", 44),
                        inFiles("reason"),
                        inFiles("control"),
                        onPages("Why, and what is done meanwhile", 0),
                        inFiles("requestedBy"),
                        inFiles("approvedBy"),
                        inFiles("approvedAt"),
                        onPages("Approved by", 36),
                        of("until", "Until", 36),
                        of("findings", "Findings", 18)),
                none,
                exceptions.stream().map(ExceptionsTold::row).toList());
    }

    private static List<@Nullable Object> row(ReadExceptions.Shown shown) {
        AcceptedRisk risk = shown.risk();
        AcceptedRisk.Act approved = risk.approved();
        return Arrays.asList(
                risk.id(),
                shown.words(),
                risk.reason(),
                risk.control(),
                new Two(risk.reason(), "Meanwhile: " + risk.control()),
                risk.requested().name(),
                approved == null ? null : approved.name(),
                approved == null ? null : approved.at(),
                new Two(
                        approved == null ? "" : approved.name(),
                        "asked for by " + risk.requested().name()),
                risk.endsAt(),
                shown.findings());
    }
}
