package io.vigil.reports.exports;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What other tools' formats say beside a finding.
 *
 * @param slug of the customer, for addresses and names of files
 * @param accounts what the customer calls them
 * @param checks what a check tells of itself
 * @param portal where people look at findings; empty where it is not known
 * @param version of this release; empty where it is not known
 */
record About(
        TenantId tenant,
        String slug,
        Map<AccountId, String> accounts,
        Function<CheckId, Told> checks,
        Optional<URI> portal,
        String version) {

    /** @param standards that the check answers for, of those that the customer chose */
    record Told(String risk, String remediation, List<URI> references, List<Standard> standards) {}

    /** @param requirements the standard's own numbers */
    record Standard(String id, String name, String version, List<String> requirements) {
        String title() {
            return name + " " + version;
        }
    }

    String accountName(AccountId account) {
        return accounts.getOrDefault(account, "");
    }

    /** Empty where the portal is not known. */
    String address(FindingId finding) {
        return portal.map(url -> url.toString().replaceFirst("/$", "") + "/t/" + slug + "/findings/" + finding)
                .orElse("");
    }
}
