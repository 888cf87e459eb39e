package io.vigil.contracts;

/** How urgent a scan is: somebody waits for an interactive one. */
public enum ScanClass {
    INTERACTIVE,
    SCHEDULED
}
