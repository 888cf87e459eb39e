package io.vigil.tenancy;

import io.vigil.contracts.GrantId;

/** By what leave of the customer somebody of the provider is inside a tenant. */
public record Grant(GrantId id, Kind kind) {

    public enum Kind {
        /** One person acts for a while, by the rights of the role at the provider. */
        WORK,
        /** Given by the customer until taken back: every analyst may do what an auditor may. */
        AUDIT
    }
}
