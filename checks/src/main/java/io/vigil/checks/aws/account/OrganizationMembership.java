package io.vigil.checks.aws.account;

/**
 * Which organization an account is in.
 *
 * @param id such as {@code o-exampleorgid}
 * @param managementAccount twelve digits
 * @param featureSet {@code ALL}, or {@code CONSOLIDATED_BILLING}, which has no policies
 */
public record OrganizationMembership(String id, String managementAccount, String featureSet) {}
