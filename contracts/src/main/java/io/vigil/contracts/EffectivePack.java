package io.vigil.contracts;

import java.util.List;
import java.util.Map;

/**
 * What a tenant wants to be judged by, with every level (baseline, tenant, account) already merged.
 *
 * @param frameworks ids of the frameworks that are shown and scored, such as {@code vigil-baseline}
 * @param disabledChecks checks that are not run
 * @param params overrides of checks' parameters: check id → parameter name → JSON value
 * @param declarations what the tenant declared, by kind, such as {@code shieldDecision} or {@code approvedExposures}
 */
public record EffectivePack(
        List<String> frameworks,
        List<CheckId> disabledChecks,
        Map<CheckId, Map<String, Object>> params,
        Map<String, Object> declarations) {

    /** Few frameworks, since each is a chapter of every report; a tenant chooses more by its own pack. */
    public static final EffectivePack BASELINE = new EffectivePack(
            List.of("vigil-baseline", "cis-aws-foundations-7.0", "aws-foundational-security-best-practices"),
            List.of(),
            Map.of(),
            Map.of());
}
