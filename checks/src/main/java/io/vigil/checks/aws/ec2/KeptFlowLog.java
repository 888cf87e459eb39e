package io.vigil.checks.aws.ec2;

import io.vigil.checks.Read;
import java.util.Optional;

/**
 * An active flow log and how long its records are kept.
 *
 * @param destination such as {@code log group /vpc/main} or {@code bucket logs}
 * @param days empty when they are kept for ever; 0 when the place is gone, or empties on a fixed day
 */
public record KeptFlowLog(String id, String destination, Read<Optional<Integer>> days) {}
