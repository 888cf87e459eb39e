package io.vigil.tenants.identity;

import io.quarkus.scheduler.Scheduled;
import io.vigil.tenancy.PlatformTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/** Brings Keycloak up to what the platform's rows say; one customer's trouble is not the next one's. */
@ApplicationScoped
class CatchUpOrganizations {
    private static final Logger LOG = Logger.getLogger(CatchUpOrganizations.class);

    /** Longer than any attempt takes; then another replica may try. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final int MOST_DOUBLINGS = 20;

    private final PlatformTransaction platform;
    private final SyncOrganization sync;
    private final Keycloak keycloak;
    private final IdentityConfig config;
    private final InstantSource clock;

    CatchUpOrganizations(
            PlatformTransaction platform,
            SyncOrganization sync,
            Keycloak keycloak,
            IdentityConfig config,
            InstantSource clock) {
        this.platform = platform;
        this.sync = sync;
        this.keycloak = keycloak;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "${vigil.identity.poll:PT2S}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        if (!keycloak.isConfigured()) return;
        List<Organizations.Due> taken = platform.call(handle ->
                Organizations.takeDue(handle, clock.instant(), clock.instant().plus(LEASE), config.batch()));
        for (Organizations.Due due : taken) {
            try {
                catchUp(due);
            } catch (RuntimeException failed) {
                LOG.warnf("Keycloak is behind tenant=%s: %s", due.tenant(), failed.getMessage());
                platform.run(handle -> Organizations.failed(
                        handle, due, words(failed), clock.instant().plus(pause(due.attempts()))));
            }
        }
    }

    private void catchUp(Organizations.Due due) {
        if (due.absent()) {
            sync.absent(due);
            platform.run(handle -> Organizations.done(handle, due, /* keycloakId */ null, clock.instant()));
            return;
        }
        String id = sync.present(due);
        platform.run(handle -> Organizations.done(handle, due, id, clock.instant()));
    }

    /** What only the log should tell stays there. */
    private static String words(RuntimeException failed) {
        boolean ofKeycloak = failed instanceof KeycloakRefused || failed instanceof KeycloakUnavailable;
        return ofKeycloak ? String.valueOf(failed.getMessage()) : "Vigil failed here; its log says why";
    }

    private Duration pause(int attempts) {
        Duration doubled = config.firstPause().multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        return doubled.compareTo(config.longestPause()) < 0 ? doubled : config.longestPause();
    }
}
