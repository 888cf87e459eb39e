package io.vigil.checks;

import java.time.Instant;
import java.util.List;

/**
 * What a tenant declares for checks to compare with, read as {@code declared.<kind>}; a kind that is not declared makes
 * the checks that need it undetermined ({@code NOT_DECLARED}).
 *
 * @param shieldDecision whether the tenant wants Shield Advanced
 * @param approvedRegions where the tenant wants to work
 * @param contactDetails that the contact details of the account were read and found right
 * @param trustedDelegatedAdministrators accounts that may administer services for the whole organization
 */
public record Declarations(
        Read<ShieldDecision> shieldDecision,
        Read<ApprovedRegions> approvedRegions,
        Read<Attestation> contactDetails,
        Read<TrustedAccounts> trustedDelegatedAdministrators) {

    /**
     * @param advanced true: the account is to have Shield Advanced; false: it deliberately goes without
     * @param reason in the tenant's own words
     */
    public record ShieldDecision(boolean advanced, String reason) {}

    /** @param regions such as {@code eu-central-1} */
    public record ApprovedRegions(List<String> regions) {}

    /** @param accounts twelve digits each */
    public record TrustedAccounts(List<String> accounts) {}

    /**
     * Somebody's word for what no API shows.
     *
     * @param attestedOn when it was looked at
     * @param validUntil when it must be looked at again
     * @param by a person or a role, in the tenant's own words
     */
    public record Attestation(Instant attestedOn, Instant validUntil, String by) {}
}
