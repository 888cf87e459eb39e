package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant wants to be judged by, with every level (baseline, tenant, account) already merged.
 *
 * @param frameworks ids of the frameworks that are shown and scored, such as {@code vigil-baseline}
 * @param disabledChecks checks that are not run
 * @param params overrides of checks' parameters: check id → parameter name → JSON value
 * @param declarations what the tenant declared, by kind, such as {@code shieldDecision} or {@code approvedExposures}
 * @param ownChecks the tenant's own checks in force, in the order of their ids; a pack without any is written without
 *     them, so that its digest is the one it always had
 */
public record EffectivePack(
        List<String> frameworks,
        List<CheckId> disabledChecks,
        Map<CheckId, Map<String, Object>> params,
        Map<String, Object> declarations,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OwnCheck> ownChecks) {

    /** Few frameworks, since each is a chapter of every report; a tenant chooses more by its own pack. */
    public static final EffectivePack BASELINE = new EffectivePack(
            List.of("vigil-baseline", "cis-aws-foundations-7.0", "aws-foundational-security-best-practices"),
            List.of(),
            Map.of(),
            Map.of());

    @JsonCreator
    public EffectivePack(
            List<String> frameworks,
            List<CheckId> disabledChecks,
            Map<CheckId, Map<String, Object>> params,
            Map<String, Object> declarations,
            @Nullable List<OwnCheck> ownChecks) {
        this.frameworks = frameworks;
        this.disabledChecks = disabledChecks;
        this.params = params;
        this.declarations = declarations;
        this.ownChecks = ownChecks == null ? List.of() : ownChecks;
    }

    public EffectivePack(
            List<String> frameworks,
            List<CheckId> disabledChecks,
            Map<CheckId, Map<String, Object>> params,
            Map<String, Object> declarations) {
        this(frameworks, disabledChecks, params, declarations, List.of());
    }

    public EffectivePack withOwnChecks(List<OwnCheck> others) {
        return new EffectivePack(frameworks, disabledChecks, params, declarations, others);
    }
}
