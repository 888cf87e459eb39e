package io.vigil.checks.aws.secretsmanager;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.policy.PolicyFacts;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * A secret as Secrets Manager lists it; its value is never asked for.
 *
 * @param policy empty when it has no resource policy
 * @param replica whether it is the copy of a secret of another region, which rotates there
 */
public record SecretsManagerSecret(
        @Itself SecretListEntry secret, Read<Optional<PolicyFacts>> policy, boolean replica) {}
