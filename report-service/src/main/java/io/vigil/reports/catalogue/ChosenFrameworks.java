package io.vigil.reports.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.checks.Framework;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
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
        Set<String> ids = new LinkedHashSet<>();
        ids.add(Catalogue.BASELINE);
        ids.addAll(named(handle, tenant));
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

    private static List<String> named(Handle handle, TenantId tenant) {
        return handle.createQuery("select content from pack where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .findOne()
                .map(ChosenFrameworks::read)
                .orElse(EffectivePack.BASELINE)
                .frameworks();
    }

    private static EffectivePack read(String content) {
        try {
            return EventJson.MAPPER.readValue(content, EffectivePack.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a stored pack is unreadable", unreadable);
        }
    }
}
