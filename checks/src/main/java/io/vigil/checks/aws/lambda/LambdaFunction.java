package io.vigil.checks.aws.lambda;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.checks.policy.PolicyFacts;
import io.vigil.checks.secrets.SecretTrace;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;

/**
 * A function, its environment left out.
 *
 * @param policy its resource policy, empty when it has none ({@code ResourceNotFoundException})
 * @param qualified the policies of its aliases, and of the versions that these send calls to; Lambda tells of no version whether
 *     it has a policy, so that each of them would be a call
 * @param urls of the function and of its aliases; versions have none
 * @param secretTraces of its environment variables; missing when Lambda could not decrypt them for us
 * @param endpoint facing the internet when one of its URLs answers anyone
 */
public record LambdaFunction(
        @Itself FunctionConfiguration function,
        Read<Optional<PolicyFacts>> policy,
        Read<List<QualifiedPolicy>> qualified,
        Read<List<FunctionUrlConfig>> urls,
        Read<List<SecretTrace>> secretTraces,
        Read<WebEndpoint> endpoint) {}
