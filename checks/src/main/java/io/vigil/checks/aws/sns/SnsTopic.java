package io.vigil.checks.aws.sns;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.policy.PolicyFacts;
import software.amazon.awssdk.services.sns.model.Topic;

/**
 * A topic.
 *
 * @param policy its access policy; SNS gives every topic one
 * @param kmsKey id, ARN or alias of the key that encrypts its messages at rest, empty when none does
 */
public record SnsTopic(@Itself Topic topic, Read<PolicyFacts> policy, Read<String> kmsKey) {}
