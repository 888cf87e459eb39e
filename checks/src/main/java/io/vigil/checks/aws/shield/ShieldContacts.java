package io.vigil.checks.aws.shield;

/**
 * Whom Shield's response team calls; the people are not kept.
 *
 * @param listed how many there are
 */
public record ShieldContacts(int listed) {}
