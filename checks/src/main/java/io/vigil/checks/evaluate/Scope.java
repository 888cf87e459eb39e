package io.vigil.checks.evaluate;

import dev.cel.common.types.CelType;
import java.util.Optional;
import java.util.OptionalInt;

/** What an expression's names and types are, when it is compiled. */
public interface Scope {
    /** By which number {@link Variables} knows it. */
    OptionalInt slot(String name);

    /** Empty for what is no structure. */
    Optional<? extends Layout> layout(CelType type);
}
