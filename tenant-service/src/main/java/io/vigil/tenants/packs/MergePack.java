package io.vigil.tenants.packs;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.ControlId;
import io.vigil.contracts.DecidedOut;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.Owner;
import io.vigil.contracts.PackLevel;
import io.vigil.contracts.PackVersions;
import io.vigil.contracts.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Merges levels into the pack that is judged by; a function of what it is given, and of nothing else. It never fails: what
 * a lower level says against a fixed setting is passed over and told. The rules stand in {@code docs/policy-packs.md}.
 */
final class MergePack {
    private final Set<String> frameworks = new LinkedHashSet<>();
    private final Set<CheckId> disabled = new TreeSet<>();
    private final Map<CheckId, Map<String, Object>> params = new TreeMap<>();
    private final Map<String, Object> declarations = new TreeMap<>();
    private final Map<ControlId, DecidedOut> decided = new TreeMap<>();
    private final Map<CheckId, Owner> owners = new TreeMap<>();
    private final Map<Severity, Integer> remediationDays = new EnumMap<>(Severity.class);
    private final Map<String, PackLevel> origins = new TreeMap<>();
    private final Map<PackLevel, Long> versions = new EnumMap<>(PackLevel.class);
    private final Set<String> fixed = new HashSet<>();
    private final List<Overruled> overruled = new ArrayList<>();

    /**
     * @param origins which level a setting comes from, by its path; what is not in it, is as the catalogue says
     * @param fixed paths of the settings that lower levels leave as they are
     */
    record Merged(EffectivePack pack, Map<String, PackLevel> origins, Set<String> fixed, List<Overruled> overruled) {}

    /**
     * What a level says in vain.
     *
     * @param path in the level's document
     */
    public record Overruled(PackLevel level, String path, String why) {}

    private MergePack() {}

    /** @param levels from the baseline down */
    static Merged merge(List<LevelVersion> levels, List<OwnCheck> own) {
        var merge = new MergePack();
        levels.forEach(merge::add);
        return merge.merged(own);
    }

    private Merged merged(List<OwnCheck> own) {
        EffectivePack pack = new EffectivePack(
                List.copyOf(frameworks),
                List.copyOf(disabled),
                params,
                declarations,
                own,
                List.copyOf(decided.values()),
                owners,
                new PackVersions(
                        versions.getOrDefault(PackLevel.MSP, 0L),
                        versions.getOrDefault(PackLevel.TENANT, 0L),
                        versions.getOrDefault(PackLevel.ACCOUNT, 0L)),
                remediationDays);
        return new Merged(pack, origins, fixed, overruled);
    }

    private void add(LevelVersion level) {
        versions.put(level.level(), level.version());
        LevelDocument document = level.document();
        frameworks(level.level(), document);
        checks(level.level(), document);
        document.params()
                .forEach((check, values) -> values.forEach((name, value) -> {
                    String path = "params/%s/%s".formatted(check, name);
                    if (free(level.level(), path, path, "params/" + check)) {
                        params.computeIfAbsent(check, none -> new TreeMap<>()).put(name, value);
                        origins.put(path, level.level());
                    }
                }));
        document.declarations().forEach((kind, value) -> {
            String path = "declarations/" + kind;
            if (free(level.level(), path, path)) {
                declarations.merge(kind, value, (above, here) -> Registers.joined(kind, above, here));
                origins.put(path, level.level());
            }
        });
        document.owners().forEach((check, owner) -> {
            String path = "owners/" + check;
            if (free(level.level(), path, path)) {
                owners.put(check, owner);
                origins.put(path, level.level());
            }
        });
        document.remediationDays().forEach((severity, days) -> {
            String path = "remediationDays/" + severity.label();
            if (free(level.level(), path, path)) {
                remediationDays.put(severity, days);
                origins.put(path, level.level());
            }
        });
        decisions(level, document);
        if (level.level() == PackLevel.MSP) fixed.addAll(document.fixed());
    }

    private void frameworks(PackLevel level, LevelDocument document) {
        List<String> off = document.disabledFrameworks();
        for (int i = 0; i < off.size(); i++) {
            String path = "frameworks/" + off.get(i);
            if (!free(level, "disabledFrameworks/" + i, path)) continue;
            frameworks.remove(off.get(i));
            origins.put(path, level);
        }
        for (String framework : document.frameworks())
            if (frameworks.add(framework)) origins.put("frameworks/" + framework, level);
    }

    private void checks(PackLevel level, LevelDocument document) {
        List<CheckId> off = document.disabledChecks();
        for (int i = 0; i < off.size(); i++) {
            String path = "checks/" + off.get(i);
            if (!free(level, "disabledChecks/" + i, path)) continue;
            disabled.add(off.get(i));
            origins.put(path, level);
        }
        List<CheckId> on = document.enabledChecks();
        for (int i = 0; i < on.size(); i++) {
            String path = "checks/" + on.get(i);
            if (!free(level, "enabledChecks/" + i, path)) continue;
            disabled.remove(on.get(i));
            origins.put(path, level);
        }
    }

    private void decisions(LevelVersion level, LevelDocument document) {
        List<ControlId> in = document.decidedIn();
        for (int i = 0; i < in.size(); i++) {
            DecidedOut above = decided.get(in.get(i));
            if (above == null) continue;
            if (above.liftable()) decided.remove(in.get(i));
            else
                overruled.add(new Overruled(
                        level.level(),
                        "decidedIn/" + i,
                        "%s was decided out by the level '%s', which does not let it be taken back"
                                .formatted(in.get(i), above.level().label())));
        }
        List<LevelDocument.Decision> out = document.decidedOut();
        for (int i = 0; i < out.size(); i++) {
            LevelDocument.Decision decision = out.get(i);
            String path = decision.control()
                    .check()
                    .map(check -> "checks/" + check)
                    .orElseGet(
                            () -> "frameworks/" + decision.control().framework().orElseThrow());
            if (!free(level.level(), "decidedOut/" + i, path)) continue;
            if (decided.putIfAbsent(decision.control(), told(level, decision)) == null)
                origins.put("decidedOut/" + decision.control(), level.level());
        }
    }

    private static DecidedOut told(LevelVersion level, LevelDocument.Decision decision) {
        Instant published = level.publishedAt() == null ? Instant.EPOCH : level.publishedAt();
        return new DecidedOut(
                decision.control(),
                level.level(),
                decision.reason(),
                decision.by() == null ? level.publishedBy() : decision.by(),
                decision.since() == null ? published : decision.since(),
                decision.reviewOn(),
                decision.liftable());
    }

    /** Whether the baseline leaves the setting to this level; if not, that is noted. */
    private boolean free(PackLevel level, String inDocument, String... settings) {
        for (String setting : settings)
            if (fixed.contains(setting)) {
                overruled.add(new Overruled(
                        level,
                        inDocument,
                        "the baseline (version %d) fixes %s"
                                .formatted(versions.getOrDefault(PackLevel.MSP, 0L), setting)));
                return false;
            }
        return true;
    }
}
