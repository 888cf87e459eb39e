package io.vigil.checks;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.OwnCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a pack's parameters and declarations say that no check can use, each at its path in the document. */
public final class PackFaults {
    private final CheckCatalogue catalogue;
    private final Map<CheckId, OwnCheck> own = new HashMap<>();

    /**
     * @param path such as {@code params/iam-access-keys-rotated/maxAgeDays}
     * @param message one clause without the path
     */
    public record Fault(String path, String message) {}

    public PackFaults(CheckCatalogue catalogue, List<OwnCheck> ownChecks) {
        this.catalogue = catalogue;
        ownChecks.forEach(each -> own.put(each.id(), each));
    }

    public boolean knows(CheckId id) {
        return catalogue.check(id).isPresent() || own.containsKey(id);
    }

    public List<Fault> ofParams(Map<CheckId, Map<String, Object>> params) {
        List<Fault> faults = new ArrayList<>();
        params.forEach((id, values) -> {
            String path = "params/" + id;
            Optional<CompiledCheck> check = compiled(id);
            if (check.isEmpty()) faults.add(new Fault(path, "there is no check '%s'".formatted(id)));
            else
                values.forEach((name, value) ->
                        param(check.get(), path + "/" + name, name, value).ifPresent(faults::add));
        });
        return faults;
    }

    private static Optional<Fault> param(CompiledCheck check, String path, String name, @Nullable Object value) {
        if (!check.params().members().containsKey(name))
            return Optional.of(new Fault(
                    path,
                    "the check has no such parameter; it has %s"
                            .formatted(check.check().params().keySet())));
        Optional<String> fault =
                Bounds.fault(Optional.ofNullable(check.check().bounds().get(name)), value);
        if (fault.isPresent() || value == null) return fault.map(why -> new Fault(path, why));
        Map<String, Object> values = new HashMap<>(check.check().params());
        values.put(name, value);
        try {
            Binding.exactly(check.params(), values);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(new Fault(path, String.valueOf(wrong.getMessage())));
        }
    }

    public List<Fault> ofDeclarations(Map<String, Object> declarations) {
        List<Fault> faults = new ArrayList<>();
        declarations.forEach((kind, value) -> faults.addAll(DeclarationFaults.of(kind, value)));
        return faults;
    }

    private Optional<CompiledCheck> compiled(CheckId id) {
        Optional<CheckSource> source = catalogue.source(id);
        if (source.isPresent())
            return source.get().check().resourceTypes().stream()
                    .findFirst()
                    .map(type -> catalogue.compiled(source.get(), type));
        OwnCheck mine = own.get(id);
        if (mine == null) return Optional.empty();
        try {
            return catalogue.compiled(mine).values().stream().findFirst();
        } catch (MalformedCheck ofAnotherRelease) {
            return Optional.empty();
        }
    }
}
