package io.vigil.checks.aws.apigateway;

/**
 * What a stage logs.
 *
 * @param access whether access logs have a destination
 * @param execution whether errors at least are logged for all methods
 */
public record ApiLogs(boolean access, boolean execution) {}
