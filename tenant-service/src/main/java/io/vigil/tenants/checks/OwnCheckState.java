package io.vigil.tenants.checks;

/** Whether a tenant is judged by its own check. */
public enum OwnCheckState {
    /** It is in the tenant's pack. */
    ENABLED,
    /** Saved, and in no pack. */
    DRAFT,
    /** No longer in the pack; its revisions stay. */
    WITHDRAWN
}
