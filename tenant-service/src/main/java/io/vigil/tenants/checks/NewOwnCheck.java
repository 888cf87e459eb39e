package io.vigil.tenants.checks;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A check that somebody saves or tries.
 *
 * @param source YAML of the smaller dialect
 * @param cases YAML; at least one that passes and one that fails
 * @param enabled whether the tenant is to be judged by it at once; true where nothing is said
 */
public record NewOwnCheck(
        @NotNull(message = "is missing") String source,
        @NotNull(message = "is missing") String cases,
        @Nullable Boolean enabled) {

    boolean toBeEnabled() {
        return enabled == null || enabled;
    }
}
