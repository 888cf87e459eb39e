package io.vigil.reports.alerts;

/**
 * What a filter may ask of an exception that ends; empty where its scope does not say it.
 *
 * @param account twelve digits
 * @param findings how many are excepted by it
 */
record FilteredException(
        String check,
        String account,
        String accountName,
        String resource,
        String tagKey,
        String tagValue,
        String reason,
        int findings) {}
