package io.vigil.checks.aws.ssm;

import java.time.Instant;
import java.util.List;

/**
 * What is installed on a machine.
 *
 * @param taken when the machine last told
 * @param applications by name
 */
public record NodeInventory(Instant taken, List<String> applications) {}
