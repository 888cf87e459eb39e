package io.vigil.scanner.collect.ec2;

import io.vigil.checks.reach.Network;
import io.vigil.checks.reach.ReachDirectly;
import io.vigil.checks.reach.ReachThroughBalancers;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.elb.FacingBalancers;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How far the internet comes in a region; read when the first instance asks, so that a region without one costs nothing. */
final class InternetReach {

    record Ways(ReachDirectly direct, ReachThroughBalancers throughBalancers) {}

    private final UnitScope scope;
    private final ReentrantLock once = new ReentrantLock();
    private @Nullable Ways ways;

    InternetReach(UnitScope scope) {
        this.scope = scope;
    }

    Ways ways() throws InterruptedException {
        once.lockInterruptibly();
        try {
            if (ways == null) {
                Network network = RegionNetwork.of(scope);
                ways = new Ways(
                        new ReachDirectly(network), new ReachThroughBalancers(network, FacingBalancers.of(scope)));
            }
            return ways;
        } finally {
            once.unlock();
        }
    }
}
