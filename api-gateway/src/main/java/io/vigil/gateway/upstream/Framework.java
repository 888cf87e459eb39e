package io.vigil.gateway.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A framework and how the tenant stands against each of its requirements. */
public record Framework(
        String id,
        String name,
        @Nullable String version,
        @Nullable Double score,
        double evaluatedShare,
        @Nullable List<Requirement> requirements) {

    public record Requirement(
            String id,
            String title,
            @Nullable String section,
            String status,
            @Nullable List<CheckCount> checks,
            @Nullable String manual,
            @Nullable Decision decision) {}

    /** That the requirement does not count. */
    public record Decision(String reason, String by) {}

    public record CheckCount(String check, int pass, int fail, int undetermined, int excepted) {}
}
