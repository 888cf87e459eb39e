package io.vigil.scanner.collect.apigateway;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.apigateway.ApiGatewayStage;
import io.vigil.checks.aws.apigateway.ApiLogs;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.wafv2.WebAcls;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.GetStagesRequest;
import software.amazon.awssdk.services.apigateway.model.GetStagesResponse;
import software.amazon.awssdk.services.apigateway.model.MethodSetting;
import software.amazon.awssdk.services.apigateway.model.RestApi;
import software.amazon.awssdk.services.apigateway.model.Stage;

/** The stages of a region's REST APIs; AWS tells their web ACL with them. */
public final class RestStages implements Collector<ApiGatewayStage> {
    private static final Set<String> LOGGED = Set.of("ERROR", "INFO");

    @Override
    public ResourceType<ApiGatewayStage> type() {
        return ResourceTypes.APIGATEWAY_STAGE;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(Stream.of(RestApis.LIST, "apigateway:GetStages"), WebAcls.OF_NAMED.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<ApiGatewayStage> sink) throws InterruptedException {
        Listed<RestApi> apis = RestApis.list(scope);
        ListEnd end = apis.end();
        for (Read<List<Resource<ApiGatewayStage>>> stages : scope.each(apis.items(), api -> stages(scope, api))) {
            switch (stages) {
                case Read.Missing<List<Resource<ApiGatewayStage>>>(Unread why) ->
                    end = end.and(new ListEnd.NotReached(why));
                case Read.Known<List<Resource<ApiGatewayStage>>>(List<Resource<ApiGatewayStage>> known) -> {
                    for (Resource<ApiGatewayStage> stage : known) sink.accept(stage);
                }
            }
        }
        return end;
    }

    private Read<List<Resource<ApiGatewayStage>>> stages(UnitScope scope, RestApi api) throws InterruptedException {
        Read<List<Stage>> stages = scope.calls()
                .get(
                        ApiGatewayClient.class,
                        scope.region(),
                        GetStagesRequest.builder().restApiId(api.id()).build(),
                        ApiGatewayClient::getStages)
                .map(GetStagesResponse::item);
        return switch (stages) {
            case Read.Missing<List<Stage>>(Unread why) -> Read.missing(why);
            case Read.Known<List<Stage>>(List<Stage> all) ->
                Read.known(scope.each(all, stage -> resource(scope, api, stage)));
        };
    }

    private Resource<ApiGatewayStage> resource(UnitScope scope, RestApi api, Stage stage) throws InterruptedException {
        String arn = RestApis.arn(scope, api) + "/stages/" + stage.stageName();
        String acl = stage.webAclArn() == null ? "" : stage.webAclArn();
        return new Resource<>(
                type(),
                scope.region(),
                arn,
                api.name() + "/" + stage.stageName(),
                stage.tags(),
                new ApiGatewayStage(
                        stage,
                        new ApiLogs(hasDestination(stage), logsAllMethods(stage)),
                        new WebEndpoint("REST API", arn, api.name(), RestApis.isPublic(api), /* filterable */ true),
                        acl,
                        WebAcls.rules(scope, acl)));
    }

    private static boolean hasDestination(Stage stage) {
        return stage.accessLogSettings() != null && stage.accessLogSettings().destinationArn() != null;
    }

    /** What one method has been given for itself may be less; the stage's own setting must log, and no method may be off. */
    private static boolean logsAllMethods(Stage stage) {
        MethodSetting all = stage.methodSettings().get("*/*");
        return all != null
                && LOGGED.contains(String.valueOf(all.loggingLevel()))
                && stage.methodSettings().values().stream().noneMatch(method -> "OFF".equals(method.loggingLevel()));
    }
}
