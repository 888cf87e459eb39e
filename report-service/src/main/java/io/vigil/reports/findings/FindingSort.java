package io.vigil.reports.findings;

import io.vigil.contracts.FindingId;
import io.vigil.contracts.Severity;
import io.vigil.tenancy.Problem;
import java.time.Instant;
import java.util.List;

/** The orders of the list; each ends with the id, so that it is total. */
enum FindingSort {
    SEVERITY(
            "f.severity, f.check_id, f.finding_id",
            "(f.severity, f.check_id, f.finding_id) > (:k0::smallint, :k1, :k2::uuid)",
            3) {
        @Override
        List<String> keysOf(Finding last) {
            return List.of(
                    Integer.toString(last.severity().ordinal()),
                    last.check().value(),
                    last.id().toString());
        }

        @Override
        void check(List<String> keys) {
            if (Integer.parseInt(keys.get(0)) >= Severity.values().length) throw new IllegalArgumentException();
            FindingId.of(keys.get(2));
        }
    },
    /** What is due to nobody comes last. */
    DUE(
            "coalesce(f.due_at, 'infinity'), f.finding_id",
            "(coalesce(f.due_at, 'infinity'), f.finding_id) > (:k0::timestamptz, :k1::uuid)",
            2) {
        @Override
        List<String> keysOf(Finding last) {
            return List.of(
                    last.dueAt() == null ? NEVER : last.dueAt().toString(),
                    last.id().toString());
        }

        @Override
        void check(List<String> keys) {
            if (!keys.get(0).equals(NEVER)) Instant.parse(keys.get(0));
            FindingId.of(keys.get(1));
        }
    },
    CHANGED("f.last_changed desc, f.finding_id", """
            (f.last_changed < :k0::timestamptz or f.last_changed = :k0::timestamptz and f.finding_id > :k1::uuid)""", 2) {
        @Override
        List<String> keysOf(Finding last) {
            return List.of(last.lastChanged().toString(), last.id().toString());
        }

        @Override
        void check(List<String> keys) {
            Instant.parse(keys.get(0));
            FindingId.of(keys.get(1));
        }
    };

    private static final String NEVER = "infinity";

    private final String order;
    private final String after;
    private final int keys;

    FindingSort(String order, String after, int keys) {
        this.order = order;
        this.after = after;
        this.keys = keys;
    }

    abstract List<String> keysOf(Finding last);

    abstract void check(List<String> keys);

    String order() {
        return order;
    }

    String after() {
        return after;
    }

    int keys() {
        return keys;
    }

    static FindingSort of(String name) {
        return switch (name) {
            case "severity" -> SEVERITY;
            case "changed" -> CHANGED;
            case "due" -> DUE;
            default -> throw Problem.badRequest("sort '%s' is none of severity, changed, due".formatted(name));
        };
    }
}
