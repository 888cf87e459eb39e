package io.vigil.contracts;

/** What a unit looks at; a resource type belongs to exactly one kind. */
public enum UnitKind {
    /** What has no region, and what an account is judged by as a whole. */
    GLOBAL,
    REGIONAL
}
