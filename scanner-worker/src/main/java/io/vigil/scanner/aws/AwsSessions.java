package io.vigil.scanner.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions for the next unit of the same tenant and account, never for another. A kept session's identity is read
 * again before each use, and its role's trust policy is probed again after a while.
 */
public final class AwsSessions {
    private static final int MAX_SESSIONS = 200;
    private static final Duration KEPT = Duration.ofMinutes(45);

    private record Kept(AwsSession session, Instant since) {}

    private final EnterAccount enter;
    private final InstantSource clock;

    /** By everything that opens it, so that a changed role name or ExternalId is a session of its own. */
    private final Map<Door, Kept> sessions =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, /* accessOrder */ true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Door, Kept> eldest) {
                    return size() > MAX_SESSIONS;
                }
            });

    public AwsSessions(EnterAccount enter, InstantSource clock) {
        this.enter = enter;
        this.clock = clock;
    }

    public Entry enter(Door door) throws InterruptedException {
        @Nullable Kept kept = sessions.get(door);
        if (kept != null && kept.since().plus(KEPT).isAfter(clock.instant())) {
            Entry entry = enter.isStillGood(kept.session(), door);
            if (entry instanceof Entry.Entered) return entry;
            sessions.remove(door);
        }
        Entry entry = enter.enter(door);
        if (entry instanceof Entry.Entered(AwsSession session)) sessions.put(door, new Kept(session, clock.instant()));
        return entry;
    }
}
