package io.vigil.reports.catalogue;

import io.vigil.checks.Framework;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The frameworks that a tenant's pack names, in its order. The baseline is always the first, for posture rests on it;
 * what this release does not know is left out, since a pack may be younger.
 */
@ApplicationScoped
public class ChosenFrameworks {
    private final Catalogue catalogue;

    ChosenFrameworks(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Where no pack has arrived yet, those of the pack that every tenant begins with. */
    public List<Framework> of(Handle handle, TenantId tenant) {
        return of(handle, tenant, Optional.empty());
    }

    /** As its own pack says, where an account has one. */
    public List<Framework> of(Handle handle, TenantId tenant, Optional<AccountId> account) {
        Set<String> ids = new LinkedHashSet<>();
        ids.add(Catalogue.BASELINE);
        ids.addAll(PackInForce.read(handle, tenant, account).frameworks());
        return ids.stream()
                .map(catalogue::knownFramework)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What of the chosen ones a check answers for. */
    public List<Catalogue.Answer> answers(Handle handle, TenantId tenant, CheckId check) {
        List<String> chosen = of(handle, tenant).stream().map(Framework::id).toList();
        return catalogue.answers(check).stream()
                .filter(answer -> chosen.contains(answer.framework()))
                .sorted(java.util.Comparator.comparingInt(answer -> chosen.indexOf(answer.framework())))
                .toList();
    }
}
