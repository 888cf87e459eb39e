package io.vigil.checks.aws.lambda;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.checks.policy.PolicyFacts;
import io.vigil.checks.secrets.SecretTrace;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigResponse;

/**
 * A function, its environment left out.
 *
 * @param policy its resource policy, empty when it has none ({@code ResourceNotFoundException})
 * @param url its function URL, empty when it has none
 * @param secretTraces of its environment variables; missing when Lambda could not decrypt them for us
 * @param endpoint facing the internet when its URL answers anyone
 */
public record LambdaFunction(
        @Itself FunctionConfiguration function,
        Read<Optional<PolicyFacts>> policy,
        Read<Optional<GetFunctionUrlConfigResponse>> url,
        Read<List<SecretTrace>> secretTraces,
        Read<WebEndpoint> endpoint) {}
