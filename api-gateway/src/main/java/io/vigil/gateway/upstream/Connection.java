package io.vigil.gateway.upstream;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an account's role answers, why, and what to do. */
public record Connection(
        String state,
        @Nullable String outcome,
        String title,
        @Nullable String fix,
        @Nullable String words,
        List<Cause> causes,
        @Nullable Instant checkedAt,
        @Nullable Instant nextCheckAt,
        List<String> regionsOff,
        @Nullable Actions actions,
        List<Step> history) {

    /** @param step that decides whether it is this */
    public record Cause(String cause, String step) {}

    public record Actions(Instant checkedAt, int allowed, int untold, List<Missing> missing) {}

    /** @param checks that cannot be judged without it */
    public record Missing(String action, String by, String fix, List<String> checks) {}

    public record Step(
            Instant at,
            String state,
            @Nullable String outcome,
            @Nullable String words) {}
}
