package io.vigil.checks.reach;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What gets through, by protocol.
 *
 * @param byProtocol none that admits nothing
 */
record Flows(Map<Protocol, Admitted> byProtocol) {

    static Read<Flows> of(Collection<Protocol> protocols, Function<Protocol, Read<Admitted>> filter) {
        Map<Protocol, Admitted> admitted = new LinkedHashMap<>();
        for (Protocol protocol : protocols)
            switch (filter.apply(protocol)) {
                case Read.Missing<Admitted>(Unread why) -> {
                    return Read.missing(why);
                }
                case Read.Known<Admitted>(Admitted known) -> admitted.put(protocol, known);
            }
        return Read.known(new Flows(admitted));
    }

    Flows and(Flows other) {
        Map<Protocol, Admitted> both = new LinkedHashMap<>();
        byProtocol.forEach((protocol, admitted) -> {
            Admitted common = admitted.and(other.byProtocol.getOrDefault(protocol, Admitted.NOTHING));
            if (!common.isEmpty()) both.put(protocol, common);
        });
        return new Flows(both);
    }

    boolean isEmpty() {
        return byProtocol.values().stream().allMatch(Admitted::isEmpty);
    }
}
