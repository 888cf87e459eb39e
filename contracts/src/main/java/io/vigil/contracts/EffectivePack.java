package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant or an account is judged by, with every level (baseline, tenant, account) already merged. What is empty
 * among the later members is not written, so that a pack without it keeps the digest that it always had.
 *
 * @param frameworks ids of the frameworks that are shown and scored, such as {@code vigil-baseline}
 * @param disabledChecks checks that are not run
 * @param params overrides of checks' parameters: check id → parameter name → JSON value
 * @param declarations what the tenant declared, by kind, such as {@code shieldDecision} or {@code publicEndpoints}
 * @param ownChecks the tenant's own checks in force, in the order of their ids
 * @param decidedOut controls that do not count, in the order of their ids; such a check is not run
 * @param owners of checks, where another one than the catalogue's answers
 * @param versions of the levels; null where nothing was published at any
 * @param remediationDays days to remedy a finding of a severity, where a level says so; 1 to {@value #MOST_DAYS}
 */
public record EffectivePack(
        List<String> frameworks,
        List<CheckId> disabledChecks,
        Map<CheckId, Map<String, Object>> params,
        Map<String, Object> declarations,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<OwnCheck> ownChecks,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DecidedOut> decidedOut,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<CheckId, Owner> owners,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PackVersions versions,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<Severity, Integer> remediationDays) {

    public static final int MOST_DAYS = 3_650;

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
            @Nullable List<OwnCheck> ownChecks,
            @Nullable List<DecidedOut> decidedOut,
            @Nullable Map<CheckId, Owner> owners,
            @Nullable PackVersions versions,
            @Nullable Map<Severity, Integer> remediationDays) {
        this.frameworks = frameworks;
        this.disabledChecks = disabledChecks;
        this.params = params;
        this.declarations = declarations;
        this.ownChecks = ownChecks == null ? List.of() : ownChecks;
        this.decidedOut = decidedOut == null ? List.of() : decidedOut;
        this.owners = owners == null ? Map.of() : owners;
        this.versions = PackVersions.NONE.equals(versions) ? null : versions;
        this.remediationDays = remediationDays == null ? Map.of() : remediationDays;
    }

    public EffectivePack(
            List<String> frameworks,
            List<CheckId> disabledChecks,
            Map<CheckId, Map<String, Object>> params,
            Map<String, Object> declarations,
            @Nullable List<OwnCheck> ownChecks) {
        this(frameworks, disabledChecks, params, declarations, ownChecks, List.of(), Map.of(), null, Map.of());
    }

    public EffectivePack(
            List<String> frameworks,
            List<CheckId> disabledChecks,
            Map<CheckId, Map<String, Object>> params,
            Map<String, Object> declarations) {
        this(frameworks, disabledChecks, params, declarations, List.of());
    }

    public EffectivePack withDisabledChecks(List<CheckId> others) {
        return new EffectivePack(
                frameworks, others, params, declarations, ownChecks, decidedOut, owners, versions, remediationDays);
    }

    public EffectivePack withOwnChecks(List<OwnCheck> others) {
        return new EffectivePack(
                frameworks,
                disabledChecks,
                params,
                declarations,
                others,
                decidedOut,
                owners,
                versions,
                remediationDays);
    }

    public EffectivePack withDecidedOut(List<DecidedOut> others) {
        return new EffectivePack(
                frameworks, disabledChecks, params, declarations, ownChecks, others, owners, versions, remediationDays);
    }

    public EffectivePack withRemediationDays(Map<Severity, Integer> others) {
        return new EffectivePack(
                frameworks, disabledChecks, params, declarations, ownChecks, decidedOut, owners, versions, others);
    }

    /** In how many days an open finding is to be remedied: what a level says, or else the built-in baseline. */
    public int daysToRemediate(Severity severity) {
        Integer said = remediationDays.get(severity);
        if (said != null) return said;
        return switch (severity) {
            case CRITICAL -> 7;
            case HIGH -> 30;
            case MEDIUM -> 90;
            case LOW -> 180;
        };
    }

    /** For each severity, in their order. */
    public List<Integer> daysToRemediate() {
        return Arrays.stream(Severity.values()).map(this::daysToRemediate).toList();
    }

    public PackVersions levels() {
        return versions == null ? PackVersions.NONE : versions;
    }

    /** Whether the check is judged. */
    public boolean runs(CheckId check) {
        return !disabledChecks.contains(check) && !decides(check);
    }

    /** Whether somebody decided that the check does not count. */
    public boolean decides(CheckId check) {
        return decision(ControlId.of(check)).isPresent();
    }

    public Optional<DecidedOut> decision(ControlId control) {
        return decidedOut.stream()
                .filter(each -> each.control().equals(control))
                .findFirst();
    }

    public Set<CheckId> checksDecidedOut() {
        return decidedOut.stream()
                .flatMap(each -> each.control().check().stream())
                .collect(Collectors.toSet());
    }
}
