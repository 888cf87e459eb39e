package io.vigil.checks.policy;

import java.util.List;

/**
 * What the policy of a VPC endpoint lets through.
 *
 * @param open statements by which anybody reaches anything, each by its Sid or its number from 1
 * @param accounts other accounts that it names as callers or as owners of what is reached
 */
public record EndpointPassage(List<String> open, List<String> accounts) {}
