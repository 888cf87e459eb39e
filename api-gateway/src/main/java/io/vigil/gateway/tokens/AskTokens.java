package io.vigil.gateway.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.http.HttpServerRequest;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.TokenText;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks tenant-service at every request whether an API token holds. The secret goes no further than here: its digest is
 * asked about. Fails closed: without an answer no token holds.
 */
@ApplicationScoped
public class AskTokens {
    /** As for people's permissions: too short to notice a revocation late. */
    static final Duration REMEMBERED = Duration.ofMillis(500);

    private static final Duration KNOWN = Duration.ofMinutes(5);
    private static final int TOKENS = 10_000;
    private static final Caller GATEWAY = Caller.service("api-gateway", Optional.empty());

    /** Keycloak's tokens never begin so; they are JSON in Base64. */
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(" + TokenText.PREFIX + ".*)");

    private record Presented(
            String visible, String digest, @Nullable String address) {}

    private record Checked(@Nullable TokenHolder holder) {}

    private final Services services;
    private final ClientAddress address;
    private final Cache<Presented, Optional<TokenHolder>> recent;

    /** Which held a while ago: whoever brings one is not kept out for what others try from the same address. */
    private final Cache<Presented, Boolean> known;

    AskTokens(Services services, ClientAddress address, InstantSource clock) {
        this.services = services;
        this.address = address;
        this.recent = cache(REMEMBERED, clock);
        this.known = cache(KNOWN, clock);
    }

    private static <V> Cache<Presented, V> cache(Duration life, InstantSource clock) {
        return Caffeine.newBuilder()
                .expireAfterWrite(life)
                .maximumSize(TOKENS)
                .executor(Runnable::run)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** What stands where an API token would; it may be none. */
    public static Optional<String> presented(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null) return Optional.empty();
        Matcher bearer = BEARER.matcher(header);
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }

    /** @throws ServiceUnavailable when tenant-service gives no answer */
    public Optional<TokenHolder> holder(String presented, HttpServerRequest request) {
        return read(presented, request).flatMap(asked -> recent.get(asked, this::ask));
    }

    public boolean heldLately(String presented, HttpServerRequest request) {
        return read(presented, request)
                .filter(asked -> known.getIfPresent(asked) != null)
                .isPresent();
    }

    private Optional<Presented> read(String presented, HttpServerRequest request) {
        return TokenText.of(presented)
                .map(token -> new Presented(
                        token.visible(), token.digest(), address.of(request).orElse(null)));
    }

    private Optional<TokenHolder> ask(Presented presented) {
        Checked answer = services.post(Service.TENANTS, GATEWAY, "/tokens/check", presented, Checked.class);
        TokenHolder holder = answer.holder();
        if (holder != null && !presented.visible().equals(holder.token()))
            throw new ServiceUnavailable(Service.TENANTS, "answered for another token");
        if (holder == null) known.invalidate(presented);
        else known.put(presented, true);
        return Optional.ofNullable(holder);
    }
}
