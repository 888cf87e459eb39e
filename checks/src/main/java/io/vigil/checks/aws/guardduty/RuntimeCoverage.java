package io.vigil.checks.aws.guardduty;

/**
 * How many instances, tasks and clusters a runtime agent reports from, or should.
 */
public record RuntimeCoverage(long healthy, long unhealthy) {}
