package io.vigil.tenants.packs;

import io.vigil.checks.Check;
import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.Declarations;
import io.vigil.checks.Framework;
import io.vigil.checks.Frameworks;
import io.vigil.checks.MalformedCheck;
import io.vigil.checks.OwnCheckProgram;
import io.vigil.checks.PackFaults;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.Owner;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every check there is; what people ask for is compared with it before it is kept. */
@ApplicationScoped
public class Catalogue {
    /** Kinds of declarations. */
    static final Set<String> KINDS = Arrays.stream(Declarations.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private final CheckCatalogue checks = CheckCatalogue.load();
    private final Frameworks frameworks = Frameworks.load();
    private final String ownersDigest = EventJson.digest(checks.checks().stream()
            .collect(Collectors.toMap(check -> check.id().value(), Check::owner, (one, other) -> one, TreeMap::new)));

    /** @throws Problem 400 that names every check, parameter and declaration the catalogue cannot use */
    void demandSound(EffectivePack pack) {
        List<String> problems = CompiledChecks.problems(checks, pack);
        if (!problems.isEmpty()) throw Problem.badRequest("pack: " + String.join("; ", problems));
    }

    /** What a draft of a level may name. */
    CheckDraft.Known known(List<OwnCheck> own) {
        PackFaults faults = new PackFaults(checks, own);
        return new CheckDraft.Known() {
            @Override
            public PackFaults faults() {
                return faults;
            }

            @Override
            public boolean framework(String id) {
                return frameworks.framework(id).isPresent();
            }

            @Override
            public boolean requirement(String framework, String requirement) {
                return frameworks.framework(framework).map(Framework::requirements).stream()
                        .flatMap(List::stream)
                        .anyMatch(each -> each.id().equals(requirement));
            }
        };
    }

    /** The checks that a kept pack runs. */
    public CompiledChecks enabledBy(EffectivePack pack) {
        return CompiledChecks.compile(checks, pack);
    }

    /** The catalogue's checks and those of the pack's own that this release can read, in that order. */
    List<Check> all(EffectivePack pack) {
        return Stream.concat(checks.checks().stream(), pack.ownChecks().stream().flatMap(Catalogue::read))
                .toList();
    }

    private static Stream<Check> read(OwnCheck own) {
        try {
            return Stream.of(OwnCheckProgram.compile(own.id(), own.source()).check());
        } catch (MalformedCheck ofAnotherRelease) {
            return Stream.of();
        }
    }

    /** SHA-256 of which checks there are and who answers for them, which differs between releases alone. */
    String ownersDigest() {
        return ownersDigest;
    }

    /** Who answers for a check if no pack says otherwise. */
    Function<CheckId, Owner> standardOwner(EffectivePack pack) {
        var owners = all(pack).stream().collect(Collectors.toMap(Check::id, Check::owner, (one, other) -> one));
        return id -> owners.getOrDefault(id, Owner.CUSTOMER);
    }

    /**
     * @param pack whose own checks are known too
     * @throws Problem 400 that names those that do not exist
     */
    public void demandKnown(List<CheckId> asked, EffectivePack pack) {
        Set<CheckId> own = pack.ownChecks().stream().map(OwnCheck::id).collect(Collectors.toSet());
        List<CheckId> unknown = asked.stream()
                .filter(id -> checks.check(id).isEmpty() && !own.contains(id))
                .toList();
        if (!unknown.isEmpty()) throw Problem.badRequest("checks: there is no %s".formatted(unknown));
    }
}
