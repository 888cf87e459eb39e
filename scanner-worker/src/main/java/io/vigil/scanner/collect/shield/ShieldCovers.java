package io.vigil.scanner.collect.shield;

import io.vigil.checks.Read;
import io.vigil.checks.aws.shield.ShieldCover;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import java.util.Set;
import software.amazon.awssdk.services.shield.ShieldClient;
import software.amazon.awssdk.services.shield.model.GetSubscriptionStateRequest;
import software.amazon.awssdk.services.shield.model.GetSubscriptionStateResponse;
import software.amazon.awssdk.services.shield.model.ListProtectionsRequest;
import software.amazon.awssdk.services.shield.model.ListProtectionsResponse;
import software.amazon.awssdk.services.shield.model.Protection;
import software.amazon.awssdk.services.shield.model.SubscriptionState;

/** Whether Shield Advanced protects a resource; the account's list is read once a unit, and only with a subscription. */
public final class ShieldCovers {
    public static final Set<String> OPERATIONS = Set.of("shield:GetSubscriptionState", "shield:ListProtections");

    private static final int PAGE = 1000;

    private ShieldCovers() {}

    /** @param eligible false for what Shield does not protect, or what no stranger reaches: nobody is asked */
    public static Read<ShieldCover> of(UnitScope scope, String arn, boolean eligible) throws InterruptedException {
        if (!eligible) return Read.known(new ShieldCover(false, false, false));
        Read<Boolean> subscribed = state(scope).map(ShieldCovers::isActive);
        if (!(subscribed instanceof Read.Known<Boolean>(Boolean on)) || !on)
            return subscribed.map(none -> new ShieldCover(true, false, false));
        return protections(scope)
                .whole()
                .map(all -> new ShieldCover(
                        true, true, all.stream().anyMatch(protection -> arn.equals(protection.resourceArn()))));
    }

    static Read<GetSubscriptionStateResponse> state(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .get(
                        ShieldClient.class,
                        scope.region(),
                        GetSubscriptionStateRequest.builder().build(),
                        ShieldClient::getSubscriptionState)
                .flatMap(state -> ReadParts.told("shield:GetSubscriptionState", state.subscriptionState())
                        .map(told -> state));
    }

    static boolean isActive(GetSubscriptionStateResponse state) {
        return state.subscriptionState() == SubscriptionState.ACTIVE;
    }

    static Listed<Protection> protections(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        ShieldClient.class,
                        scope.region(),
                        ListProtectionsRequest.builder().maxResults(PAGE).build(),
                        ShieldClient::listProtectionsPaginator,
                        ListProtectionsResponse::protections);
    }
}
