package io.vigil.scanner.collect.securityhub;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.securityhub.SecurityHubRegion;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.DescribeHubRequest;
import software.amazon.awssdk.services.securityhub.model.DescribeHubResponse;
import software.amazon.awssdk.services.securityhub.model.GetAdministratorAccountRequest;
import software.amazon.awssdk.services.securityhub.model.GetEnabledStandardsRequest;
import software.amazon.awssdk.services.securityhub.model.GetEnabledStandardsResponse;
import software.amazon.awssdk.services.securityhub.model.ListMembersRequest;

/** A region's Security Hub; a region where it is not enabled has none. */
public final class Hubs implements Collector<SecurityHubRegion> {
    @Override
    public ResourceType<SecurityHubRegion> type() {
        return ResourceTypes.SECURITYHUB_HUB;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                "securityhub:DescribeHub",
                "securityhub:GetEnabledStandards",
                "securityhub:GetAdministratorAccount",
                "securityhub:ListMembers");
    }

    /** AWS's word for an account that has not enabled Security Hub; a denied call has another one. */
    static final Set<String> NOT_ENABLED = Set.of("InvalidAccessException");

    private static final int PAGE = 100;

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<SecurityHubRegion> sink) throws InterruptedException {
        switch (described(scope)) {
            case Read.Missing<Optional<DescribeHubResponse>>(Unread why) -> {
                return new ListEnd.NotReached(why);
            }
            case Read.Known<Optional<DescribeHubResponse>>(Optional<DescribeHubResponse> hub) -> {
                if (hub.isPresent()) sink.accept(resource(scope, hub.get()));
                return ListEnd.REACHED;
            }
        }
    }

    static Read<Optional<DescribeHubResponse>> described(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .find(
                        SecurityHubClient.class,
                        scope.region(),
                        DescribeHubRequest.builder().build(),
                        SecurityHubClient::describeHub,
                        NOT_ENABLED);
    }

    private Resource<SecurityHubRegion> resource(UnitScope scope, DescribeHubResponse hub) throws InterruptedException {
        return new Resource<>(
                type(),
                scope.region(),
                hub.hubArn(),
                "Security Hub " + scope.region(),
                Map.of(),
                new SecurityHubRegion(
                        hub,
                        scope.calls()
                                .list(
                                        SecurityHubClient.class,
                                        scope.region(),
                                        GetEnabledStandardsRequest.builder()
                                                .maxResults(PAGE)
                                                .build(),
                                        SecurityHubClient::getEnabledStandardsPaginator,
                                        GetEnabledStandardsResponse::standardsSubscriptions)
                                .whole(),
                        scope.calls()
                                .get(
                                        SecurityHubClient.class,
                                        scope.region(),
                                        GetAdministratorAccountRequest.builder().build(),
                                        SecurityHubClient::getAdministratorAccount)
                                .map(answer -> Optional.ofNullable(answer.administrator())
                                        .filter(administrator -> administrator.accountId() != null)),
                        scope.calls()
                                .get(
                                        SecurityHubClient.class,
                                        scope.region(),
                                        ListMembersRequest.builder()
                                                .onlyAssociated(true)
                                                .maxResults(1)
                                                .build(),
                                        SecurityHubClient::listMembers)
                                .map(answer -> !answer.members().isEmpty())));
    }
}
