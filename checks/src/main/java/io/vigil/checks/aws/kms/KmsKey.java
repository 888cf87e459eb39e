package io.vigil.checks.aws.kms;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.policy.PolicyFacts;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/**
 * A key, AWS-managed ones included.
 *
 * @param rotation asked only for enabled symmetric customer keys of KMS itself
 * @param policy asked only for keys of the customer; every key has one
 */
public record KmsKey(@Itself KeyMetadata key, Read<GetKeyRotationStatusResponse> rotation, Read<PolicyFacts> policy) {}
