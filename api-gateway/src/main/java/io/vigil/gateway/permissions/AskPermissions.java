package io.vigil.gateway.permissions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks tenant-service at every request what a login may do, so that a revocation counts at once. Fails closed: without
 * an answer nobody may do anything.
 */
@ApplicationScoped
public class AskPermissions {
    /** Long enough to serve one page's parts with one question, too short to notice a revocation late. */
    static final Duration REMEMBERED = Duration.ofMillis(500);

    private static final int LOGINS = 10_000;
    private static final Caller GATEWAY = Caller.service("api-gateway", Optional.empty());

    private final Services services;
    private final Cache<String, Permissions> recent;

    AskPermissions(Services services, InstantSource clock) {
        this.services = services;
        this.recent = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(LOGINS)
                // in the common pool, whose only thread on a small machine it holds, clean-up would wait for an answer
                .executor(Runnable::run)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** @throws ServiceUnavailable when tenant-service gives no answer */
    public Permissions of(String subject) {
        return recent.get(subject, this::ask);
    }

    /** Drops what is remembered of a login whose rows were just changed. */
    public void forget(String subject) {
        recent.invalidate(subject);
    }

    /** Drops what is remembered of everybody, when it is not known whose rows were changed. */
    public void forgetAll() {
        recent.invalidateAll();
    }

    private Permissions ask(String subject) {
        String query = URLEncoder.encode(subject, StandardCharsets.UTF_8);
        Permissions answer = services.get(Service.TENANTS, GATEWAY, "/permissions?subject=" + query, Permissions.class);
        if (!subject.equals(answer.subject()))
            throw new ServiceUnavailable(Service.TENANTS, "answered for another subject");
        return answer;
    }
}
