package io.vigil.scanner.collect.cognito;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.cognito.CognitoIdentityPool;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.DescribeIdentityPoolRequest;
import software.amazon.awssdk.services.cognitoidentity.model.DescribeIdentityPoolResponse;
import software.amazon.awssdk.services.cognitoidentity.model.IdentityPoolShortDescription;
import software.amazon.awssdk.services.cognitoidentity.model.ListIdentityPoolsRequest;
import software.amazon.awssdk.services.cognitoidentity.model.ListIdentityPoolsResponse;

/** The identity pools of a region. */
public final class IdentityPools implements Collector<CognitoIdentityPool> {
    private static final int PAGE = 60;
    private static final Set<String> GONE = Set.of("ResourceNotFoundException");

    @Override
    public ResourceType<CognitoIdentityPool> type() {
        return ResourceTypes.COGNITO_IDENTITY_POOL;
    }

    @Override
    public Set<String> operations() {
        return Set.of("cognito-identity:ListIdentityPools", "cognito-identity:DescribeIdentityPool");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<CognitoIdentityPool> sink) throws InterruptedException {
        Listed<IdentityPoolShortDescription> all = scope.calls()
                .list(
                        CognitoIdentityClient.class,
                        scope.region(),
                        ListIdentityPoolsRequest.builder().maxResults(PAGE).build(),
                        CognitoIdentityClient::listIdentityPoolsPaginator,
                        ListIdentityPoolsResponse::identityPools);
        return all.end().and(ReadParts.handOver(scope, all.items(), pool -> resource(scope, pool), sink));
    }

    private Read<Optional<Resource<CognitoIdentityPool>>> resource(UnitScope scope, IdentityPoolShortDescription pool)
            throws InterruptedException {
        return scope.calls()
                .find(
                        CognitoIdentityClient.class,
                        scope.region(),
                        DescribeIdentityPoolRequest.builder()
                                .identityPoolId(pool.identityPoolId())
                                .build(),
                        CognitoIdentityClient::describeIdentityPool,
                        GONE)
                .flatMap(found -> found.isEmpty()
                        ? Read.known(found)
                        : ReadParts.told(
                                        "cognito-identity:DescribeIdentityPool",
                                        found.get().allowUnauthenticatedIdentities())
                                .map(told -> found))
                .map(found -> found.map(known -> resource(scope, known)));
    }

    private Resource<CognitoIdentityPool> resource(UnitScope scope, DescribeIdentityPoolResponse pool) {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("cognito-identity", "identitypool/" + pool.identityPoolId()),
                pool.identityPoolName(),
                pool.identityPoolTags(),
                new CognitoIdentityPool(pool));
    }
}
