package io.vigil.scanner.collect.apigateway;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.apigateway.ApiGatewayHttpApi;
import io.vigil.checks.aws.apigateway.ApiMethod;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.aws.Pages;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** The HTTP and WebSocket APIs of a region with their routes. */
public final class HttpApis implements Collector<ApiGatewayHttpApi> {
    static final String LIST = "apigatewayv2:GetApis";
    static final String PAGE = "500";

    private static final String CONNECT = "$connect";

    @Override
    public ResourceType<ApiGatewayHttpApi> type() {
        return ResourceTypes.APIGATEWAYV2_API;
    }

    @Override
    public Set<String> operations() {
        return Set.of(LIST, "apigatewayv2:GetRoutes");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<ApiGatewayHttpApi> sink) throws InterruptedException {
        Listed<Api> all = list(scope);
        for (Resource<ApiGatewayHttpApi> api : scope.each(all.items(), a -> resource(scope, a))) sink.accept(api);
        return all.end();
    }

    static Listed<Api> list(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        ApiGatewayV2Client.class,
                        scope.region(),
                        GetApisRequest.builder().maxResults(PAGE).build(),
                        Pages.by(
                                ApiGatewayV2Client::getApis,
                                (request, page) -> Optional.ofNullable(page.nextToken())
                                        .map(next -> request.copy(r -> r.nextToken(next)))),
                        GetApisResponse::items);
    }

    /** Such an API is always public; WAF protects none of them. */
    static WebEndpoint endpoint(Api api, String arn) {
        String kind = api.protocolType() == ProtocolType.WEBSOCKET ? "WebSocket API" : "HTTP API";
        return new WebEndpoint(kind, arn, api.name(), /* internetFacing */ true, /* filterable */ false);
    }

    static String arn(UnitScope scope, Api api) {
        return scope.arnWithoutAccount("apigateway", "/apis/" + api.apiId());
    }

    private Resource<ApiGatewayHttpApi> resource(UnitScope scope, Api api) throws InterruptedException {
        String arn = arn(scope, api);
        return new Resource<>(
                type(),
                scope.region(),
                arn,
                api.name(),
                api.tags(),
                new ApiGatewayHttpApi(api, methods(scope, api), endpoint(api, arn)));
    }

    private static Read<List<ApiMethod>> methods(UnitScope scope, Api api) throws InterruptedException {
        return scope.calls()
                .list(
                        ApiGatewayV2Client.class,
                        scope.region(),
                        GetRoutesRequest.builder()
                                .apiId(api.apiId())
                                .maxResults(PAGE)
                                .build(),
                        Pages.by(
                                ApiGatewayV2Client::getRoutes,
                                (request, page) -> Optional.ofNullable(page.nextToken())
                                        .map(next -> request.copy(r -> r.nextToken(next)))),
                        GetRoutesResponse::items)
                .whole()
                .map(routes -> methods(api, routes));
    }

    static List<ApiMethod> methods(Api api, List<Route> routes) {
        List<ApiMethod> methods = routes.stream()
                .filter(route -> asksForItself(api, route))
                .map(HttpApis::method)
                .toList();
        // routes but none to connect by: everybody is let in
        return methods.isEmpty() && !routes.isEmpty()
                ? List.of(new ApiMethod(CONNECT, "ANY", "NONE", /* apiKey */ false))
                : methods;
    }

    /** A WebSocket's caller is asked when he connects, and not again. */
    private static boolean asksForItself(Api api, Route route) {
        return api.protocolType() != ProtocolType.WEBSOCKET || route.routeKey().equals(CONNECT);
    }

    /** A route key is {@code GET /orders}, {@code $default} or {@code $connect}. */
    private static ApiMethod method(Route route) {
        String[] words = route.routeKey().split(" ", 2);
        AuthorizationType authorization = route.authorizationType();
        return new ApiMethod(
                words.length == 2 ? words[1] : words[0],
                words.length == 2 ? words[0] : "ANY",
                authorization == null ? "NONE" : authorization.toString(),
                Boolean.TRUE.equals(route.apiKeyRequired()));
    }
}
