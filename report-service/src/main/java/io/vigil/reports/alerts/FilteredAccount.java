package io.vigil.reports.alerts;

/**
 * What a filter may ask of an account that was not scanned.
 *
 * @param account twelve digits
 * @param hours since the last scan
 */
record FilteredAccount(String account, String accountName, int hours) {}
