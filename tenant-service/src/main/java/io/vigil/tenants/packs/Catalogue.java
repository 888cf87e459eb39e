package io.vigil.tenants.packs;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.Frameworks;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.OwnCheck;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every check there is; what people ask for is compared with it before it is kept. */
@ApplicationScoped
public class Catalogue {
    private final CheckCatalogue checks = CheckCatalogue.load();
    private final Frameworks frameworks = Frameworks.load();

    /** @throws Problem 400 that names every framework, check, parameter and declaration the catalogue cannot use */
    void demandSound(EffectivePack pack) {
        List<String> problems = new ArrayList<>(CompiledChecks.problems(checks, pack));
        for (String id : pack.frameworks())
            if (frameworks.framework(String.valueOf(id)).isEmpty())
                problems.add("there is no framework '%s'".formatted(id));
        if (!problems.isEmpty()) throw Problem.badRequest("pack: " + String.join("; ", problems));
    }

    /** The checks that a kept pack runs. */
    public CompiledChecks enabledBy(EffectivePack pack) {
        return CompiledChecks.compile(checks, pack);
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
