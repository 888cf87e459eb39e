package io.vigil.tenants.packs;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Every check there is; what people ask for is compared with it before it is kept. */
@ApplicationScoped
public class Catalogue {
    private final CheckCatalogue checks = CheckCatalogue.load();

    /** @throws Problem 400 that names every check, parameter and declaration the catalogue cannot use */
    void demandSound(EffectivePack pack) {
        List<String> problems = CompiledChecks.problems(checks, pack);
        if (!problems.isEmpty()) throw Problem.badRequest("pack: " + String.join("; ", problems));
    }

    /** The checks that a kept pack runs. */
    public CompiledChecks enabledBy(EffectivePack pack) {
        return CompiledChecks.compile(checks, pack);
    }

    /** @throws Problem 400 that names those that do not exist */
    public void demandKnown(List<CheckId> asked) {
        List<CheckId> unknown =
                asked.stream().filter(id -> checks.check(id).isEmpty()).toList();
        if (!unknown.isEmpty()) throw Problem.badRequest("checks: there is no %s".formatted(unknown));
    }
}
