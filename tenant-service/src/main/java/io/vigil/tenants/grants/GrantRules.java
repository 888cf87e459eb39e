package io.vigil.tenants.grants;

import jakarta.validation.constraints.NotNull;

/** What a customer demands before a grant opens. */
public record GrantRules(@NotNull(message = "is missing") Boolean approvalRequired) {}
