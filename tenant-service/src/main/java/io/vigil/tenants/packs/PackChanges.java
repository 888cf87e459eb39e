package io.vigil.tenants.packs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ControlId;
import io.vigil.contracts.DecidedOut;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Owner;
import io.vigil.contracts.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one effective pack does otherwise than another.
 *
 * @param reworded controls that stay out, by another decision: other words, another date or another author
 * @param declarations kinds that are declared otherwise
 * @param remediationDays severities whose findings are to be remedied in another time
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PackChanges(
        List<String> frameworksAdded,
        List<String> frameworksRemoved,
        List<CheckId> checksEnabled,
        List<CheckId> checksDisabled,
        List<ControlId> decidedOut,
        List<ControlId> decidedIn,
        List<ControlId> reworded,
        List<OwnerMoved> ownersMoved,
        List<ParamChanged> params,
        List<String> declarations,
        List<DaysChanged> remediationDays) {

    static final PackChanges NONE = new PackChanges(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            List.of(), List.of());

    public record OwnerMoved(CheckId check, Owner from, Owner to) {}

    /** @param from null for the check's default; likewise {@code to} */
    public record ParamChanged(
            CheckId check,
            String name,
            @Nullable Object from,
            @Nullable Object to) {}

    public record DaysChanged(Severity severity, int from, int to) {}

    public PackChanges {
        frameworksAdded = given(frameworksAdded);
        frameworksRemoved = given(frameworksRemoved);
        checksEnabled = given(checksEnabled);
        checksDisabled = given(checksDisabled);
        decidedOut = given(decidedOut);
        decidedIn = given(decidedIn);
        reworded = given(reworded);
        ownersMoved = given(ownersMoved);
        params = given(params);
        declarations = given(declarations);
        remediationDays = given(remediationDays);
    }

    private static <T> List<T> given(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** @param standard who answers for a check if no pack says otherwise */
    static PackChanges between(EffectivePack before, EffectivePack after, Function<CheckId, Owner> standard) {
        List<ControlId> out = new ArrayList<>();
        List<ControlId> reworded = new ArrayList<>();
        for (DecidedOut decision : after.decidedOut()) {
            var old = before.decision(decision.control());
            if (old.isEmpty()) out.add(decision.control());
            else if (!old.get().equals(decision)) reworded.add(decision.control());
        }
        return new PackChanges(
                without(after.frameworks(), before.frameworks()),
                without(before.frameworks(), after.frameworks()),
                without(before.disabledChecks(), after.disabledChecks()),
                without(after.disabledChecks(), before.disabledChecks()),
                out,
                before.decidedOut().stream()
                        .map(DecidedOut::control)
                        .filter(control -> after.decision(control).isEmpty())
                        .toList(),
                reworded,
                owners(before, after, standard),
                params(before, after),
                declarations(before, after),
                days(before, after));
    }

    private static <T> List<T> without(List<T> all, Collection<T> others) {
        return all.stream().filter(each -> !others.contains(each)).toList();
    }

    private static List<OwnerMoved> owners(
            EffectivePack before, EffectivePack after, Function<CheckId, Owner> standard) {
        var checks = new TreeSet<>(before.owners().keySet());
        checks.addAll(after.owners().keySet());
        return checks.stream()
                .map(check -> new OwnerMoved(
                        check,
                        before.owners().getOrDefault(check, standard.apply(check)),
                        after.owners().getOrDefault(check, standard.apply(check))))
                .filter(moved -> moved.from() != moved.to())
                .toList();
    }

    private static List<ParamChanged> params(EffectivePack before, EffectivePack after) {
        List<ParamChanged> changed = new ArrayList<>();
        var checks = new TreeSet<>(before.params().keySet());
        checks.addAll(after.params().keySet());
        for (CheckId check : checks) {
            Map<String, Object> old = before.params().getOrDefault(check, Map.of());
            Map<String, Object> now = after.params().getOrDefault(check, Map.of());
            var names = new TreeSet<>(old.keySet());
            names.addAll(now.keySet());
            for (String name : names)
                if (!Objects.equals(old.get(name), now.get(name)))
                    changed.add(new ParamChanged(check, name, old.get(name), now.get(name)));
        }
        return changed;
    }

    private static List<DaysChanged> days(EffectivePack before, EffectivePack after) {
        return Arrays.stream(Severity.values())
                .map(each -> new DaysChanged(each, before.daysToRemediate(each), after.daysToRemediate(each)))
                .filter(changed -> changed.from() != changed.to())
                .toList();
    }

    private static List<String> declarations(EffectivePack before, EffectivePack after) {
        var kinds = new TreeSet<>(before.declarations().keySet());
        kinds.addAll(after.declarations().keySet());
        return kinds.stream()
                .filter(kind -> !Objects.equals(
                        before.declarations().get(kind), after.declarations().get(kind)))
                .toList();
    }
}
