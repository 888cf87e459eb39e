package io.vigil.checks;

/**
 * What a tenant declares for checks to compare with, read as {@code declared.<kind>}; a kind that is not declared makes
 * the checks that need it undetermined ({@code NOT_DECLARED}).
 *
 * @param shieldDecision whether the tenant wants Shield Advanced
 */
public record Declarations(Read<ShieldDecision> shieldDecision) {

    /**
     * @param advanced true: the account is to have Shield Advanced; false: it deliberately goes without
     * @param reason in the tenant's own words
     */
    public record ShieldDecision(boolean advanced, String reason) {}
}
