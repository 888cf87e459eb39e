package io.vigil.scanner.collect.shield;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.shield.ShieldContacts;
import io.vigil.checks.aws.shield.ShieldSubscription;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.shield.ShieldClient;
import software.amazon.awssdk.services.shield.model.AttackSummary;
import software.amazon.awssdk.services.shield.model.DescribeDrtAccessRequest;
import software.amazon.awssdk.services.shield.model.DescribeEmergencyContactSettingsRequest;
import software.amazon.awssdk.services.shield.model.DescribeSubscriptionRequest;
import software.amazon.awssdk.services.shield.model.GetSubscriptionStateResponse;
import software.amazon.awssdk.services.shield.model.ListAttacksRequest;
import software.amazon.awssdk.services.shield.model.ListAttacksResponse;

/** The account's subscription to Shield Advanced; there is always exactly one, be it inactive. */
public final class ShieldSubscriptions implements Collector<ShieldSubscription> {
    private static final int PAGE = 100;

    @Override
    public ResourceType<ShieldSubscription> type() {
        return ResourceTypes.SHIELD_SUBSCRIPTION;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                "shield:GetSubscriptionState",
                "shield:DescribeSubscription",
                "shield:DescribeEmergencyContactSettings",
                "shield:DescribeDRTAccess",
                "shield:ListAttacks");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<ShieldSubscription> sink) throws InterruptedException {
        switch (ShieldCovers.state(scope)) {
            case Read.Missing<GetSubscriptionStateResponse>(Unread why) -> {
                return new ListEnd.NotReached(why);
            }
            case Read.Known<GetSubscriptionStateResponse>(GetSubscriptionStateResponse state) -> {
                sink.accept(new Resource<>(
                        type(),
                        scope.region(),
                        scope.arn("shield", "subscription"),
                        "Shield Advanced",
                        Map.of(),
                        ShieldCovers.isActive(state) ? active(scope, state) : inactive(state)));
                return ListEnd.REACHED;
            }
        }
    }

    private static ShieldSubscription inactive(GetSubscriptionStateResponse state) {
        String why = "the account has no subscription to Shield Advanced";
        return new ShieldSubscription(
                state,
                Read.notAsked("shield:DescribeSubscription", why),
                Read.notAsked("shield:DescribeEmergencyContactSettings", why),
                Read.notAsked("shield:DescribeDRTAccess", why),
                Read.notAsked("shield:ListAttacks", why));
    }

    private static ShieldSubscription active(UnitScope scope, GetSubscriptionStateResponse state)
            throws InterruptedException {
        return new ShieldSubscription(
                state,
                scope.calls()
                        .get(
                                ShieldClient.class,
                                scope.region(),
                                DescribeSubscriptionRequest.builder().build(),
                                ShieldClient::describeSubscription)
                        .flatMap(found -> ReadParts.told("shield:DescribeSubscription", found.subscription())),
                scope.calls()
                        .get(
                                ShieldClient.class,
                                scope.region(),
                                DescribeEmergencyContactSettingsRequest.builder()
                                        .build(),
                                ShieldClient::describeEmergencyContactSettings)
                        .map(found ->
                                new ShieldContacts(found.emergencyContactList().size())),
                scope.calls()
                        .get(
                                ShieldClient.class,
                                scope.region(),
                                DescribeDrtAccessRequest.builder().build(),
                                ShieldClient::describeDRTAccess),
                attacks(scope));
    }

    /** Without a period AWS tells those that go on. */
    private static Read<List<AttackSummary>> attacks(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        ShieldClient.class,
                        scope.region(),
                        ListAttacksRequest.builder().maxResults(PAGE).build(),
                        ShieldClient::listAttacksPaginator,
                        ListAttacksResponse::attackSummaries)
                .whole();
    }
}
