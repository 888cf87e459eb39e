package io.vigil.tenants.packs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ControlId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Owner;
import io.vigil.contracts.Severity;
import io.vigil.tenants.Strict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one level of a policy pack says. It speaks of differences to the levels above it alone: what it does not name
 * stays as they say. Every member may be left out.
 *
 * @param frameworks that are shown and scored too
 * @param disabledFrameworks that a level above shows and this one does not
 * @param enabledChecks that a level above switched off and this one runs
 * @param disabledChecks that are not run
 * @param params check id → parameter name → value
 * @param declarations kind → value, as in {@code io.vigil.checks.Declarations}
 * @param decidedOut controls that do not count here
 * @param decidedIn controls that count here although a level above decided them out
 * @param owners check id → who answers for it
 * @param remediationDays severity → in how many days its findings are to be remedied
 * @param fixed of the baseline only: paths of settings that the levels below leave as they are, such as
 *     {@code checks/iam-root-mfa-enabled}, {@code params/<check>} or {@code params/<check>/<name>},
 *     {@code declarations/<kind>}, {@code frameworks/<id>}, {@code owners/<check>}, {@code remediationDays/<severity>}
 */
@Strict
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LevelDocument(
        List<String> frameworks,
        List<String> disabledFrameworks,
        List<CheckId> enabledChecks,
        List<CheckId> disabledChecks,
        Map<CheckId, Map<String, Object>> params,
        Map<String, Object> declarations,
        List<Decision> decidedOut,
        List<ControlId> decidedIn,
        Map<CheckId, Owner> owners,
        Map<Severity, Integer> remediationDays,
        List<String> fixed) {

    static final LevelDocument EMPTY =
            new LevelDocument(null, null, null, null, null, null, null, null, null, null, null);

    /** The baseline as long as the provider published none. */
    static final LevelDocument BUILT_IN = new LevelDocument(
            EffectivePack.BASELINE.frameworks(), null, null, null, null, null, null, null, null, null, null);

    @JsonCreator
    public LevelDocument(
            @Nullable List<String> frameworks,
            @Nullable List<String> disabledFrameworks,
            @Nullable List<CheckId> enabledChecks,
            @Nullable List<CheckId> disabledChecks,
            @Nullable Map<CheckId, Map<String, Object>> params,
            @Nullable Map<String, Object> declarations,
            @Nullable List<Decision> decidedOut,
            @Nullable List<ControlId> decidedIn,
            @Nullable Map<CheckId, Owner> owners,
            @Nullable Map<Severity, Integer> remediationDays,
            @Nullable List<String> fixed) {
        this.frameworks = list(frameworks);
        this.disabledFrameworks = list(disabledFrameworks);
        this.enabledChecks = list(enabledChecks);
        this.disabledChecks = list(disabledChecks);
        this.params = params == null ? Map.of() : params;
        this.declarations = declarations == null ? Map.of() : declarations;
        this.decidedOut = list(decidedOut);
        this.decidedIn = list(decidedIn);
        this.owners = owners == null ? Map.of() : owners;
        this.remediationDays = remediationDays == null ? Map.of() : remediationDays;
        this.fixed = list(fixed);
    }

    /**
     * @param liftable whether a lower level may decide it in again
     * @param by who decided it; the service says so itself, whatever is sent
     * @param since when; likewise
     */
    @Strict
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Decision(
            ControlId control,
            String reason,
            @Nullable LocalDate reviewOn,
            boolean liftable,
            @Nullable String by,
            @Nullable Instant since) {

        /** What the wire may leave out and nobody can do without. */
        @SuppressWarnings("ConstantValue")
        boolean isIncomplete() {
            return control == null || reason == null;
        }

        Decision signed(@Nullable String author, @Nullable Instant at) {
            return new Decision(control, reason, reviewOn, liftable, author, at);
        }

        boolean isAsBefore(Decision before) {
            return control.equals(before.control)
                    && reason.equals(before.reason)
                    && java.util.Objects.equals(reviewOn, before.reviewOn);
        }
    }

    LevelDocument withDecisions(List<Decision> others) {
        return new LevelDocument(
                frameworks,
                disabledFrameworks,
                enabledChecks,
                disabledChecks,
                params,
                declarations,
                others,
                decidedIn,
                owners,
                remediationDays,
                fixed);
    }

    private static <T> List<T> list(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }
}
