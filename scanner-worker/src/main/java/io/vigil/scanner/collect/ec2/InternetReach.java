package io.vigil.scanner.collect.ec2;

import io.vigil.checks.reach.Network;
import io.vigil.checks.reach.ReachDirectly;
import io.vigil.checks.reach.ReachThroughBalancers;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.elb.FacingBalancers;

/** How far the internet comes in a region. */
record InternetReach(ReachDirectly directly, ReachThroughBalancers throughBalancers) {

    static InternetReach of(UnitScope scope) throws InterruptedException {
        Network network = RegionNetwork.of(scope);
        return new InternetReach(
                new ReachDirectly(network), new ReachThroughBalancers(network, FacingBalancers.of(scope)));
    }
}
