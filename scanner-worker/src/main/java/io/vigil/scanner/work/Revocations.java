package io.vigil.scanner.work;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.ScanUnitRevoked;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Which attempts of units nobody wants any more; every worker hears all. */
@ApplicationScoped
class Revocations {
    /** Of revocations that came before their unit did. */
    private static final int REMEMBERED = 10_000;

    /** By thread: the same unit may be delivered twice at once. */
    private final Map<Thread, UnitRef> running = new ConcurrentHashMap<>();

    /** A unit by whose it is: no tenant's word stops another's, whatever it names. */
    private record Revoked(TenantId tenant, UnitId unit) {
        static Revoked of(UnitRef ref) {
            return new Revoked(ref.tenant(), ref.unit());
        }
    }

    private final Map<Revoked, Integer> revoked = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Revoked, Integer> eldest) {
            return size() > REMEMBERED;
        }
    });

    @Incoming("revoked")
    void hear(ConsumerRecord<String, String> record) {
        UnitRef told = read(record);
        revoked.merge(Revoked.of(told), told.attempt(), Math::max);
        running.forEach((thread, unit) -> {
            if (isRevoked(unit)) thread.interrupt();
        });
    }

    private static UnitRef read(ConsumerRecord<String, String> record) {
        if (record.value() == null) throw new MalformedEvent("the record is empty", null);
        if (!(EventJson.read(record.value()) instanceof ScanUnitRevoked told))
            throw new MalformedEvent("the record revokes no unit", null);
        UnitRef unit = told.unit();
        if (unit == null || unit.tenant() == null || unit.account() == null || unit.unit() == null)
            throw new MalformedEvent("the record lacks a field of its unit", null);
        if (!unit.key().equals(record.key()))
            throw new MalformedEvent("the record's key '%s' is not its unit's".formatted(record.key()), null);
        return unit;
    }

    boolean isRevoked(UnitRef unit) {
        return revoked.getOrDefault(Revoked.of(unit), 0) >= unit.attempt();
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
