package io.vigil.scanner.collect.apigateway;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.apigateway.ApiGatewayRestApi;
import io.vigil.checks.aws.apigateway.ApiMethod;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.EndpointType;
import software.amazon.awssdk.services.apigateway.model.GetResourcesRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourcesResponse;
import software.amazon.awssdk.services.apigateway.model.GetRestApisRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApisResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** The REST APIs of a region with every method; methods come with the list of paths. */
public final class RestApis implements Collector<ApiGatewayRestApi> {
    static final String LIST = "apigateway:GetRestApis";

    private static final int PAGE = 500;

    @Override
    public ResourceType<ApiGatewayRestApi> type() {
        return ResourceTypes.APIGATEWAY_REST_API;
    }

    @Override
    public Set<String> operations() {
        return Set.of(LIST, "apigateway:GetResources");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<ApiGatewayRestApi> sink) throws InterruptedException {
        Listed<RestApi> all = list(scope);
        for (Resource<ApiGatewayRestApi> api : scope.each(all.items(), a -> resource(scope, a))) sink.accept(api);
        return all.end();
    }

    static Listed<RestApi> list(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        ApiGatewayClient.class,
                        scope.region(),
                        GetRestApisRequest.builder().limit(PAGE).build(),
                        ApiGatewayClient::getRestApisPaginator,
                        GetRestApisResponse::items);
    }

    static String arn(UnitScope scope, RestApi api) {
        return scope.arnWithoutAccount("apigateway", "/restapis/" + api.id());
    }

    /** AWS's default is an edge-optimized API, which is public. */
    static boolean isPublic(RestApi api) {
        return api.endpointConfiguration() == null
                || !api.endpointConfiguration().types().contains(EndpointType.PRIVATE);
    }

    private Resource<ApiGatewayRestApi> resource(UnitScope scope, RestApi api) throws InterruptedException {
        String arn = arn(scope, api);
        return new Resource<>(
                type(),
                scope.region(),
                arn,
                api.name(),
                api.tags(),
                new ApiGatewayRestApi(
                        api,
                        methods(scope, api),
                        new WebEndpoint("REST API", arn, api.name(), isPublic(api), /* filterable */ true)));
    }

    private static Read<List<ApiMethod>> methods(UnitScope scope, RestApi api) throws InterruptedException {
        return scope.calls()
                .list(
                        ApiGatewayClient.class,
                        scope.region(),
                        GetResourcesRequest.builder()
                                .restApiId(api.id())
                                .embed("methods")
                                .limit(PAGE)
                                .build(),
                        ApiGatewayClient::getResourcesPaginator,
                        GetResourcesResponse::items)
                .whole()
                .map(paths -> paths.stream()
                        .flatMap(path -> path.resourceMethods().entrySet().stream()
                                .map(method -> method(path.path(), method.getKey(), method.getValue())))
                        .toList());
    }

    private static ApiMethod method(String path, String verb, Method method) {
        String authorization = method.authorizationType();
        return new ApiMethod(
                path,
                verb,
                authorization == null ? "NONE" : authorization,
                Boolean.TRUE.equals(method.apiKeyRequired()));
    }
}
