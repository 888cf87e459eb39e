package io.vigil.checks.aws.iam;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.policy.PolicyFacts;
import software.amazon.awssdk.services.iam.model.Policy;

/**
 * A customer-managed policy (scope {@code Local}).
 *
 * @param document the meaning of its default version
 */
public record IamPolicy(@Itself Policy policy, Read<PolicyFacts> document) {}
