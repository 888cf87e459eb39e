package io.vigil.checks;

import dev.cel.common.types.CelType;
import io.vigil.checks.Shape.Struct;
import io.vigil.checks.evaluate.Layout;
import io.vigil.checks.evaluate.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The names of the language where a check is written, each with the number under which {@link Facts} have it. */
final class Names implements Scope {
    private static final List<String> GIVEN = List.of("name", "resource", "params", "declared", "now");

    private final Struct params;
    private final List<String> all;
    private final Map<String, Integer> slots = new HashMap<>();

    private Names(Struct params, List<String> all) {
        this.params = params;
        this.all = all;
        for (int slot = 0; slot < all.size(); slot++) slots.put(all.get(slot), slot);
    }

    /** Those that every check has. */
    static Names given(Struct params) {
        return new Names(params, GIVEN);
    }

    Names with(String name) {
        List<String> more = new ArrayList<>(all);
        more.add(name);
        return new Names(params, more);
    }

    @Override
    public OptionalInt slot(String name) {
        Integer slot = slots.get(name);
        return slot == null ? OptionalInt.empty() : OptionalInt.of(slot);
    }

    @Override
    public Optional<? extends Layout> layout(CelType type) {
        return type.name().equals(params.name()) ? Optional.of(params) : Shapes.named(type.name());
    }
}
