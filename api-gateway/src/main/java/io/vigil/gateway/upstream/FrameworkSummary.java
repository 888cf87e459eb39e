package io.vigil.gateway.upstream;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A framework in the list of all.
 *
 * @param requirements how many of each status: PASS, FAIL, UNDETERMINED, NOT_APPLICABLE, NOT_EVALUATED, MANUAL
 */
public record FrameworkSummary(
        String id,
        String name,
        @Nullable String version,
        @Nullable Double score,
        double evaluatedShare,
        Map<String, Long> requirements) {}
