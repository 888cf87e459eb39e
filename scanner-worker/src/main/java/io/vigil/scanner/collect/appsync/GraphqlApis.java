package io.vigil.scanner.collect.appsync;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.appsync.AppSyncApi;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.wafv2.WebAcls;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.appsync.AppSyncClient;
import software.amazon.awssdk.services.appsync.model.GraphQLApiVisibility;
import software.amazon.awssdk.services.appsync.model.GraphqlApi;
import software.amazon.awssdk.services.appsync.model.ListGraphqlApisRequest;
import software.amazon.awssdk.services.appsync.model.ListGraphqlApisResponse;

/** The GraphQL APIs of a region; AWS tells their web ACL with the list. Those that another account shares are left out. */
public final class GraphqlApis implements Collector<AppSyncApi> {
    private static final int PAGE = 25;

    @Override
    public ResourceType<AppSyncApi> type() {
        return ResourceTypes.APPSYNC_API;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(Stream.of("appsync:ListGraphqlApis"), WebAcls.OF_NAMED.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<AppSyncApi> sink) throws InterruptedException {
        return scope.calls().stream(
                AppSyncClient.class,
                scope.region(),
                ListGraphqlApisRequest.builder().maxResults(PAGE).build(),
                AppSyncClient::listGraphqlApisPaginator,
                ListGraphqlApisResponse::graphqlApis,
                page -> {
                    for (GraphqlApi api : page)
                        if (api.owner() == null
                                || api.owner().equals(scope.account().value())) sink.accept(resource(scope, api));
                });
    }

    private Resource<AppSyncApi> resource(UnitScope scope, GraphqlApi api) throws InterruptedException {
        String acl = api.wafWebAclArn() == null ? "" : api.wafWebAclArn();
        return new Resource<>(
                type(),
                scope.region(),
                api.arn(),
                api.name(),
                api.tags(),
                new AppSyncApi(
                        api,
                        new WebEndpoint(
                                "GraphQL API",
                                api.arn(),
                                api.name(),
                                api.visibility() != GraphQLApiVisibility.PRIVATE,
                                /* filterable */ true),
                        acl,
                        WebAcls.rules(scope, acl)));
    }
}
