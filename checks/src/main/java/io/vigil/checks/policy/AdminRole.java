package io.vigil.checks.policy;

import java.util.List;

/**
 * A role that may do everything.
 *
 * @param arn of the same account as whoever is looked at
 * @param services that its trust policy lets assume it, such as {@code lambda.amazonaws.com}
 */
public record AdminRole(String arn, List<String> services) {}
