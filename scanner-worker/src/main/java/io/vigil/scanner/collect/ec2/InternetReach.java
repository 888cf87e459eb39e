package io.vigil.scanner.collect.ec2;

import io.vigil.checks.reach.Network;
import io.vigil.checks.reach.ReachDirectly;
import io.vigil.checks.reach.ReachThroughBalancers;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.elb.FacingBalancers;
import org.jspecify.annotations.Nullable;

/** How far the internet comes in a region; read when the first instance asks, so that a region without one costs nothing. */
final class InternetReach {
    private final UnitScope scope;
    private @Nullable ReachDirectly directly;
    private @Nullable ReachThroughBalancers throughBalancers;

    InternetReach(UnitScope scope) {
        this.scope = scope;
    }

    ReachDirectly directly() throws InterruptedException {
        if (directly == null) directly = new ReachDirectly(RegionNetwork.of(scope));
        return directly;
    }

    ReachThroughBalancers throughBalancers() throws InterruptedException {
        if (throughBalancers == null) {
            Network network = RegionNetwork.of(scope);
            throughBalancers = new ReachThroughBalancers(network, FacingBalancers.of(scope));
        }
        return throughBalancers;
    }
}
