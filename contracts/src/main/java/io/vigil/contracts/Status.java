package io.vigil.contracts;

/** What a check says of a resource. {@code UNDETERMINED}: it could not be read, so nothing is claimed. */
public enum Status {
    PASS,
    FAIL,
    NOT_APPLICABLE,
    UNDETERMINED
}
