package io.vigil.reports.alerts;

import java.util.Map;

/**
 * What a filter may ask of a finding that changed.
 *
 * @param change {@code opened}, {@code reopened}, {@code excepted} or {@code resolved}
 * @param severity {@code critical}, {@code high}, {@code medium} or {@code low}
 * @param owner whose side it is to remedy it
 * @param account twelve digits
 * @param tags of the resource
 */
record FilteredFinding(
        String change,
        String severity,
        String check,
        String title,
        String layer,
        String owner,
        String account,
        String accountName,
        String region,
        String resource,
        String resourceName,
        String resourceType,
        Map<String, String> tags) {}
