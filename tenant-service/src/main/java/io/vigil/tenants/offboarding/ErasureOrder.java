package io.vigil.tenants.offboarding;

import io.vigil.tenants.Strict;
import jakarta.validation.constraints.NotNull;

/** @param slug of the customer, typed once more */
@Strict
public record ErasureOrder(@NotNull(message = "is missing") String slug) {}
