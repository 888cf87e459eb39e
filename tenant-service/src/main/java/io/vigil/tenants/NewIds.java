package io.vigil.tenants;

import io.vigil.contracts.GrantId;
import io.vigil.contracts.ProbeId;
import io.vigil.contracts.ReadingId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/** Draws ids (RFC 9562, version 7): their order is the order of creation, to the millisecond. */
@ApplicationScoped
public class NewIds {
    private final InstantSource clock;
    private final SecureRandom random;

    public NewIds(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    public TenantId tenant() {
        return new TenantId(draw());
    }

    public ScanId scan() {
        return new ScanId(draw());
    }

    public UnitId unit() {
        return new UnitId(draw());
    }

    public GrantId grant() {
        return new GrantId(draw());
    }

    public UUID serviceAccount() {
        return draw();
    }

    public UUID invitation() {
        return draw();
    }

    public ProbeId probe() {
        return new ProbeId(draw());
    }

    public ReadingId reading() {
        return new ReadingId(draw());
    }

    public UUID schedule() {
        return draw();
    }

    private UUID draw() {
        long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
