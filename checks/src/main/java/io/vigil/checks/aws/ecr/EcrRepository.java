package io.vigil.checks.aws.ecr;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.policy.PolicyFacts;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.model.RegistryScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryScanningConfiguration;

/**
 * A private repository.
 *
 * @param policy empty when it has none ({@code RepositoryPolicyNotFoundException})
 * @param scanning as the registry's scanning rules make it, AWS's own reckoning of their filters
 * @param registryScanning the registry's rules, asked for only where the repository's own setting may count in their place
 * @param newestImage the container image that was pushed last, empty when there is none
 */
public record EcrRepository(
        @Itself Repository repository,
        Read<Optional<PolicyFacts>> policy,
        Read<RepositoryScanningConfiguration> scanning,
        Read<RegistryScanningConfiguration> registryScanning,
        Read<Optional<EcrImage>> newestImage) {}
