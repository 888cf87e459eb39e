package io.vigil.checks.aws.backup;

import java.util.List;

/**
 * The recovery points of a vault, counted.
 *
 * @param unencrypted how many are not told to be encrypted
 * @param examples ARNs of some that are not, at most ten
 */
public record RecoveryPoints(int total, int unencrypted, List<String> examples) {}
