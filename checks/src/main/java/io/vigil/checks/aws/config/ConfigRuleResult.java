package io.vigil.checks.aws.config;

import io.vigil.checks.Read;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a rule of AWS Config found, as Config tells it.
 *
 * @param createdBy the service that made the rule, empty for the customer's own
 * @param compliance COMPLIANT, NON_COMPLIANT, NOT_APPLICABLE or INSUFFICIENT_DATA
 * @param nonCompliant the first 100 resources that break it
 * @param firstFound the oldest result among them
 * @param lastFound the newest one
 */
public record ConfigRuleResult(
        String name,
        String createdBy,
        Read<String> compliance,
        Read<List<String>> nonCompliant,
        Read<Optional<Instant>> firstFound,
        Read<Optional<Instant>> lastFound) {}
