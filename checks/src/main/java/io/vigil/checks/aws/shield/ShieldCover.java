package io.vigil.checks.aws.shield;

/**
 * What Shield Advanced does for a resource.
 *
 * @param eligible whether it is of a kind that Shield protects and faces the internet; else nobody was asked
 * @param subscribed whether the account has Shield Advanced
 * @param shielded whether a protection names it
 */
public record ShieldCover(boolean eligible, boolean subscribed, boolean shielded) {}
