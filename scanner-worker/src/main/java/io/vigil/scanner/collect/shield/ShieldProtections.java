package io.vigil.scanner.collect.shield;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.shield.ShieldProtection;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.shield.model.GetSubscriptionStateResponse;
import software.amazon.awssdk.services.shield.model.Protection;

/** What Shield Advanced protects; nothing without a subscription. */
public final class ShieldProtections implements Collector<ShieldProtection> {

    @Override
    public ResourceType<ShieldProtection> type() {
        return ResourceTypes.SHIELD_PROTECTION;
    }

    @Override
    public Set<String> operations() {
        return ShieldCovers.OPERATIONS;
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<ShieldProtection> sink) throws InterruptedException {
        switch (ShieldCovers.state(scope)) {
            case Read.Missing<GetSubscriptionStateResponse>(Unread why) -> {
                return new ListEnd.NotReached(why);
            }
            case Read.Known<GetSubscriptionStateResponse>(GetSubscriptionStateResponse state) -> {
                if (!ShieldCovers.isActive(state)) return ListEnd.REACHED;
                Listed<Protection> all = ShieldCovers.protections(scope);
                for (Protection protection : all.items())
                    sink.accept(new Resource<>(
                            type(),
                            scope.region(),
                            protection.protectionArn(),
                            protection.name(),
                            Map.of(),
                            new ShieldProtection(protection)));
                return all.end();
            }
        }
    }
}
