package io.vigil.scanner.work;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.ScanUnitRevoked;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Which attempts of units nobody wants any more; every worker hears all. */
@ApplicationScoped
class Revocations {
    /** Of revocations that came before their unit did. */
    private static final int REMEMBERED = 10_000;

    /** By thread: the same unit may be delivered twice at once. */
    private final Map<Thread, UnitRef> running = new ConcurrentHashMap<>();

    private final Map<UnitId, Integer> revoked = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UnitId, Integer> eldest) {
            return size() > REMEMBERED;
        }
    });

    @Incoming("revoked")
    void hear(String json) {
        if (!(EventJson.read(json) instanceof ScanUnitRevoked told)) return;
        revoked.merge(told.unit().unit(), told.unit().attempt(), Math::max);
        running.forEach((thread, unit) -> {
            if (isRevoked(unit)) thread.interrupt();
        });
    }

    boolean isRevoked(UnitRef unit) {
        return revoked.getOrDefault(unit.unit(), 0) >= unit.attempt();
    }

    /** The thread is interrupted when its unit is revoked, also if it was before. */
    void watch(UnitRef unit, Thread thread) {
        running.put(thread, unit);
        if (isRevoked(unit)) thread.interrupt();
    }

    void forget(Thread thread) {
        running.remove(thread);
    }
}
