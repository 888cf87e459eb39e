package io.vigil.scanner.collect.lambda;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.lambda.LambdaFunction;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.checks.policy.PolicyFacts;
import io.vigil.checks.secrets.SecretTrace;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.PolicyMeaning;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.secrets.FindSecrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;

/** The Lambda functions of a region; the values of their environments are looked at and not kept. */
public final class Functions implements Collector<LambdaFunction> {
    private static final int PAGE = 50;
    private static final Set<String> NONE = Set.of("ResourceNotFoundException");

    @Override
    public ResourceType<LambdaFunction> type() {
        return ResourceTypes.LAMBDA_FUNCTION;
    }

    @Override
    public Set<String> operations() {
        return Set.of("lambda:ListFunctions", "lambda:GetPolicy", "lambda:GetFunctionUrlConfig");
    }

    /** The policy and more of each come by calls of their own. */
    @Override
    public boolean isSlowest() {
        return true;
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<LambdaFunction> sink) throws InterruptedException {
        Listed<FunctionConfiguration> functions = list(scope);
        scope.each(functions.items(), f -> resource(scope, f), sink::accept);
        return functions.end();
    }

    /** Read once a unit; whoever asks must not keep the environments. */
    public static Listed<FunctionConfiguration> list(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        LambdaClient.class,
                        scope.region(),
                        ListFunctionsRequest.builder().maxItems(PAGE).build(),
                        LambdaClient::listFunctionsPaginator,
                        ListFunctionsResponse::functions);
    }

    /** The values of an environment are secrets more often than not. */
    static FunctionConfiguration withoutEnvironment(FunctionConfiguration function) {
        return function.copy(f -> f.environment((EnvironmentResponse) null));
    }

    /** An environment that is encrypted with a key we may not use comes as an error instead of its variables. */
    static Read<List<SecretTrace>> secretTraces(@Nullable EnvironmentResponse environment) {
        if (environment == null) return Read.known(List.of());
        if (environment.error() != null)
            return Read.missing(new Unread(
                    UnreadReason.ACCESS_DENIED,
                    "lambda:ListFunctions",
                    "kms:Decrypt",
                    "the environment cannot be decrypted: "
                            + environment.error().errorCode()));
        return Read.known(FindSecrets.in(environment.variables()));
    }

    private Resource<LambdaFunction> resource(UnitScope scope, FunctionConfiguration function)
            throws InterruptedException {
        Read<Optional<GetFunctionUrlConfigResponse>> url = url(scope, function);
        return new Resource<>(
                type(),
                scope.region(),
                function.functionArn(),
                function.functionName(),
                Map.of(),
                new LambdaFunction(
                        withoutEnvironment(function),
                        policy(scope, function),
                        url,
                        secretTraces(function.environment()),
                        url.map(found -> endpoint(function, found))));
    }

    private static WebEndpoint endpoint(FunctionConfiguration function, Optional<GetFunctionUrlConfigResponse> url) {
        return new WebEndpoint(
                "function URL",
                function.functionArn(),
                function.functionName(),
                url.filter(known -> known.authType() != FunctionUrlAuthType.AWS_IAM)
                        .isPresent(),
                /* filterable */ false);
    }

    private static Read<Optional<PolicyFacts>> policy(UnitScope scope, FunctionConfiguration function)
            throws InterruptedException {
        Read<Optional<GetPolicyResponse>> policy = scope.calls()
                .find(
                        LambdaClient.class,
                        scope.region(),
                        GetPolicyRequest.builder()
                                .functionName(function.functionName())
                                .build(),
                        LambdaClient::getPolicy,
                        NONE);
        return PolicyMeaning.ofOptional(
                scope, "lambda:GetPolicy", ReadParts.toldIfAny("lambda:GetPolicy", policy, GetPolicyResponse::policy));
    }

    private static Read<Optional<GetFunctionUrlConfigResponse>> url(UnitScope scope, FunctionConfiguration function)
            throws InterruptedException {
        return scope.calls()
                .find(
                        LambdaClient.class,
                        scope.region(),
                        GetFunctionUrlConfigRequest.builder()
                                .functionName(function.functionName())
                                .build(),
                        LambdaClient::getFunctionUrlConfig,
                        NONE);
    }
}
