package io.vigil.gateway.upstream;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A framework in the list of all.
 *
 * @param chosen whether the tenant's pack names it; others can be looked at, and are in no report
 * @param requirements how many of each status: PASS, FAIL, UNDETERMINED, NOT_APPLICABLE, NOT_EVALUATED,
 *     ATTESTED, MANUAL, DECIDED_OUT
 */
public record FrameworkSummary(
        String id,
        String name,
        @Nullable String version,
        boolean chosen,
        @Nullable Double score,
        double evaluatedShare,
        Framework.@Nullable ByPeople people,
        Map<String, Long> requirements) {}
