package io.vigil.scanner.collect.apigateway;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.apigateway.ApiGatewayHttpStage;
import io.vigil.checks.aws.apigateway.ApiLogs;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.aws.Pages;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.LoggingLevel;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** The stages of a region's HTTP and WebSocket APIs. */
public final class HttpStages implements Collector<ApiGatewayHttpStage> {

    @Override
    public ResourceType<ApiGatewayHttpStage> type() {
        return ResourceTypes.APIGATEWAYV2_STAGE;
    }

    @Override
    public Set<String> operations() {
        return Set.of(HttpApis.LIST, "apigatewayv2:GetStages");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<ApiGatewayHttpStage> sink) throws InterruptedException {
        Listed<Api> apis = HttpApis.list(scope);
        ListEnd end = apis.end();
        for (Api api : apis.items())
            end = end.and(scope.calls().stream(
                    ApiGatewayV2Client.class,
                    scope.region(),
                    GetStagesRequest.builder()
                            .apiId(api.apiId())
                            .maxResults(HttpApis.PAGE)
                            .build(),
                    Pages.by(
                            ApiGatewayV2Client::getStages,
                            (request, page) -> Optional.ofNullable(page.nextToken())
                                    .map(next -> request.copy(r -> r.nextToken(next)))),
                    GetStagesResponse::items,
                    page -> {
                        for (Stage stage : page) sink.accept(resource(scope, api, stage));
                    }));
        return end;
    }

    private Resource<ApiGatewayHttpStage> resource(UnitScope scope, Api api, Stage stage) {
        String arn = HttpApis.arn(scope, api) + "/stages/" + stage.stageName();
        return new Resource<>(
                type(),
                scope.region(),
                arn,
                api.name() + "/" + stage.stageName(),
                stage.tags(),
                new ApiGatewayHttpStage(
                        stage, new ApiLogs(hasDestination(stage), logsAllRoutes(stage)), HttpApis.endpoint(api, arn)));
    }

    private static boolean hasDestination(Stage stage) {
        return stage.accessLogSettings() != null && stage.accessLogSettings().destinationArn() != null;
    }

    /** WebSocket APIs only. */
    private static boolean logsAllRoutes(Stage stage) {
        if (stage.defaultRouteSettings() == null) return false;
        LoggingLevel level = stage.defaultRouteSettings().loggingLevel();
        return level == LoggingLevel.ERROR || level == LoggingLevel.INFO;
    }
}
