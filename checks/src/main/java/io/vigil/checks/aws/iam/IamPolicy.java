package io.vigil.checks.aws.iam;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.policy.Access;
import io.vigil.checks.policy.PolicyFacts;
import software.amazon.awssdk.services.iam.model.Policy;

/**
 * A managed policy: each of the customer's own, and those of AWS that the account uses.
 *
 * @param awsManaged whether AWS wrote it
 * @param document the meaning of its default version
 * @param access what it gives those that it is attached to, or will be; nothing if it is a boundary only
 */
public record IamPolicy(@Itself Policy policy, boolean awsManaged, Read<PolicyFacts> document, Read<Access> access) {}
