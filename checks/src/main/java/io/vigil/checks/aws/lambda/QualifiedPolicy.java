package io.vigil.checks.aws.lambda;

import io.vigil.checks.Read;
import io.vigil.checks.policy.PolicyFacts;
import java.util.Optional;

/**
 * The resource policy of an alias or version of a function; the function's own says nothing of those who call by a qualifier.
 *
 * @param qualifier the alias or the number of the version
 * @param policy empty when it has none ({@code ResourceNotFoundException})
 */
public record QualifiedPolicy(String qualifier, Read<Optional<PolicyFacts>> policy) {}
