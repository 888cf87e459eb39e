package io.vigil.gateway.pages.offboarding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vigil.contracts.TenantId;
import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.upstream.Offboarding;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Says above every page of a customer that it is being off-boarded. Asked every few seconds, not with every page. */
@ApplicationScoped
public class ReadClosing {
    private static final Duration KEPT_FOR = Duration.ofSeconds(3);
    private static final int TENANTS = 10_000;

    private final Services services;
    private final Cache<TenantId, String> words;

    ReadClosing(Services services, InstantSource clock) {
        this.services = services;
        this.words = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(TENANTS)
                .expireAfterWrite(KEPT_FOR)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Empty for a customer that stays. */
    public String of(Visit visit) {
        return words.get(visit.tenant(), tenant -> ask(tenant, visit.path()));
    }

    /** As itself: the provider's looking at a page is written down already. */
    private String ask(TenantId tenant, String path) {
        Caller ourselves = Caller.service("api-gateway", Optional.of(tenant));
        try {
            return words(services.get(Service.TENANTS, ourselves, path + "/offboarding", Offboarding.class));
        } catch (Problem | ServiceUnavailable none) {
            return "";
        }
    }

    private static String words(Offboarding offboarding) {
        return "Frozen since %s UTC because this customer leaves: %s"
                .formatted(Formats.dayTime(offboarding.started().at()), offboarding.reason());
    }
}
