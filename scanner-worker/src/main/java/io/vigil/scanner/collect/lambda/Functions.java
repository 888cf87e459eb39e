package io.vigil.scanner.collect.lambda;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.lambda.LambdaFunction;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.checks.secrets.SecretTrace;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.secrets.FindSecrets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;

/** The Lambda functions of a region; the values of their environments are looked at and not kept. */
public final class Functions implements Collector<LambdaFunction> {
    private static final int PAGE = 50;

    @Override
    public ResourceType<LambdaFunction> type() {
        return ResourceTypes.LAMBDA_FUNCTION;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(
                        Stream.of("lambda:ListFunctions", "lambda:ListFunctionUrlConfigs"),
                        FunctionPolicies.OPERATIONS.stream())
                .collect(Collectors.toUnmodifiableSet());
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
        Read<List<FunctionUrlConfig>> urls = urls(scope, function);
        return new Resource<>(
                type(),
                scope.region(),
                function.functionArn(),
                function.functionName(),
                Map.of(),
                new LambdaFunction(
                        withoutEnvironment(function),
                        FunctionPolicies.own(scope, function),
                        FunctionPolicies.qualified(scope, function),
                        urls,
                        secretTraces(function.environment()),
                        urls.map(found -> endpoint(function, found))));
    }

    private static WebEndpoint endpoint(FunctionConfiguration function, List<FunctionUrlConfig> urls) {
        return new WebEndpoint(
                "function URL",
                function.functionArn(),
                function.functionName(),
                urls.stream().anyMatch(url -> url.authType() != FunctionUrlAuthType.AWS_IAM),
                /* filterable */ false);
    }

    /** One list tells those of all aliases. */
    private static Read<List<FunctionUrlConfig>> urls(UnitScope scope, FunctionConfiguration function)
            throws InterruptedException {
        return scope.calls()
                .list(
                        LambdaClient.class,
                        scope.region(),
                        ListFunctionUrlConfigsRequest.builder()
                                .functionName(function.functionName())
                                .maxItems(PAGE)
                                .build(),
                        LambdaClient::listFunctionUrlConfigsPaginator,
                        ListFunctionUrlConfigsResponse::functionUrlConfigs)
                .whole();
    }
}
