package io.vigil.scanner.collect.cognito;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.cognito.CognitoUserPool;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.wafv2.Protected;
import io.vigil.scanner.collect.wafv2.WebAcls;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityModeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeRiskConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolDescriptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** The user pools of a region. */
public final class UserPools implements Collector<CognitoUserPool> {
    private static final int PAGE = 60;
    private static final String KIND = "COGNITO_USER_POOL";
    private static final Set<String> GONE = Set.of("ResourceNotFoundException");

    @Override
    public ResourceType<CognitoUserPool> type() {
        return ResourceTypes.COGNITO_USER_POOL;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(
                        Stream.of(
                                "cognito-idp:ListUserPools",
                                "cognito-idp:DescribeUserPool",
                                "cognito-idp:DescribeRiskConfiguration"),
                        Protected.operations(KIND).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<CognitoUserPool> sink) throws InterruptedException {
        Listed<UserPoolDescriptionType> all = scope.calls()
                .list(
                        CognitoIdentityProviderClient.class,
                        scope.region(),
                        ListUserPoolsRequest.builder().maxResults(PAGE).build(),
                        CognitoIdentityProviderClient::listUserPoolsPaginator,
                        ListUserPoolsResponse::userPools);
        Map<String, Read<String>> acls = Protected.by(
                scope,
                KIND,
                all.items().stream().map(pool -> arn(scope, pool.id())).toList());
        return all.end().and(ReadParts.handOver(scope, all.items(), pool -> resource(scope, pool.id(), acls), sink));
    }

    private static String arn(UnitScope scope, String id) {
        return scope.arn("cognito-idp", "userpool/" + id);
    }

    private Read<Optional<Resource<CognitoUserPool>>> resource(
            UnitScope scope, String id, Map<String, Read<String>> acls) throws InterruptedException {
        Read<Optional<DescribeUserPoolResponse>> read = scope.calls()
                .find(
                        CognitoIdentityProviderClient.class,
                        scope.region(),
                        DescribeUserPoolRequest.builder().userPoolId(id).build(),
                        CognitoIdentityProviderClient::describeUserPool,
                        GONE);
        return switch (ReadParts.toldIfAny("cognito-idp:DescribeUserPool", read, DescribeUserPoolResponse::userPool)) {
            case Read.Missing<Optional<UserPoolType>>(Unread why) -> Read.missing(why);
            case Read.Known<Optional<UserPoolType>>(Optional<UserPoolType> found) ->
                Read.known(
                        found.isEmpty()
                                ? Optional.empty()
                                : Optional.of(resource(
                                        scope, found.get(), Objects.requireNonNull(acls.get(arn(scope, id))))));
        };
    }

    private Resource<CognitoUserPool> resource(UnitScope scope, UserPoolType pool, Read<String> acl)
            throws InterruptedException {
        String arn = arn(scope, pool.id());
        return new Resource<>(
                type(),
                scope.region(),
                arn,
                pool.name(),
                pool.userPoolTags(),
                new CognitoUserPool(
                        pool,
                        risk(scope, pool),
                        new WebEndpoint(
                                "user pool", arn, pool.name(), /* internetFacing */ true, /* filterable */ true),
                        acl,
                        WebAcls.rulesOf(scope, acl)));
    }

    private static Read<RiskConfigurationType> risk(UnitScope scope, UserPoolType pool) throws InterruptedException {
        String operation = "cognito-idp:DescribeRiskConfiguration";
        if (pool.userPoolAddOns() == null
                || pool.userPoolAddOns().advancedSecurityMode() != AdvancedSecurityModeType.ENFORCED)
            return Read.notAsked(operation, "threat protection is not enforced");
        return scope.calls()
                .get(
                        CognitoIdentityProviderClient.class,
                        scope.region(),
                        DescribeRiskConfigurationRequest.builder()
                                .userPoolId(pool.id())
                                .build(),
                        CognitoIdentityProviderClient::describeRiskConfiguration)
                .flatMap(found -> ReadParts.told(operation, found.riskConfiguration()));
    }
}
