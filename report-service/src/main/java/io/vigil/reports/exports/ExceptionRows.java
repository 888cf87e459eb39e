package io.vigil.reports.exports;

import io.vigil.reports.exceptions.AcceptedRisk;
import io.vigil.reports.exceptions.ReadExceptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows behind a report's findings that name the exceptions in force. */
final class ExceptionRows {
    private ExceptionRows() {}

    static List<Map<String, @Nullable Object>> of(List<ReadExceptions.Shown> exceptions) {
        return exceptions.stream().map(ExceptionRows::row).toList();
    }

    private static Map<String, @Nullable Object> row(ReadExceptions.Shown shown) {
        AcceptedRisk risk = shown.risk();
        Map<String, @Nullable Object> cells = new HashMap<>();
        cells.put("record", "exception");
        cells.put("title", shown.words());
        cells.put("check", risk.scope().check());
        cells.put("account", risk.scope().account());
        cells.put("resource", risk.scope().resource());
        cells.put("exception", risk.id());
        cells.put("exceptedUntil", risk.endsAt());
        cells.put("exceptionReason", risk.reason());
        cells.put("exceptionControl", risk.control());
        cells.put("exceptionRequestedBy", risk.requested().name());
        cells.put(
                "exceptionApprovedBy",
                risk.approved() == null ? null : risk.approved().name());
        return cells;
    }
}
