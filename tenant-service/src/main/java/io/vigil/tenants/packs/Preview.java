package io.vigil.tenants.packs;

/**
 * What a draft would do if it were published.
 *
 * @param basedOn the level's version that it would follow
 * @param changes in what is judged, before and after
 * @param reaches how many packs below follow: tenants of the baseline, accounts with a pack of their own of a tenant
 * @param acknowledgement whether the customer would be asked to acknowledge who answers for what again
 */
public record Preview(long basedOn, PackChanges changes, int reaches, boolean acknowledgement) {}
