package io.vigil.checks.aws.sqs;

import io.vigil.checks.Read;
import io.vigil.checks.policy.PolicyFacts;
import java.util.Optional;

/**
 * A queue; SQS describes one by nothing but its URL and attributes.
 *
 * @param policy empty when it has none: then only its own account gets in, by IAM
 */
public record SqsQueue(String name, String url, Read<Optional<PolicyFacts>> policy, Read<QueueEncryption> encryption) {}
