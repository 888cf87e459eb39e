package io.vigil.tenants.tokens;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AddressRange;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Whether a token that somebody presented holds, and whom it makes of its holder. Any doubt is a no. */
@ApplicationScoped
public class CheckToken {
    private static final Logger LOG = Logger.getLogger(CheckToken.class);

    /** Compared with where there is no such token, so that the time tells nothing of which exist. */
    private static final String NO_DIGEST = "0".repeat(64);

    /** @param subject a person's, or a service account's */
    record Holder(
            String token, String subject, String displayName, TenantId tenant, String slug, String name, Role role) {}

    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final TokensConfig config;
    private final InstantSource clock;

    CheckToken(PlatformTransaction platform, TenantTransaction transaction, TokensConfig config, InstantSource clock) {
        this.platform = platform;
        this.transaction = transaction;
        this.config = config;
        this.clock = clock;
    }

    /**
     * @param digest SHA-256 of the whole token, hex
     * @param address where it came from; null if that is not known, which no list of ranges allows
     */
    Optional<Holder> check(String visible, String digest, @Nullable String address) {
        Optional<TenantId> tenant = tenantOf(visible);
        if (tenant.isEmpty()) {
            same(NO_DIGEST, digest);
            return Optional.empty();
        }
        return transaction.call(tenant.get(), handle -> {
            Instant now = clock.instant();
            var kept = TokenTable.find(handle, tenant.get(), visible, now);
            if (!same(kept.map(TokenTable.Kept::digest).orElse(NO_DIGEST), digest) || kept.isEmpty())
                return refused(visible, "it has another secret");
            ApiToken token = kept.get().token();
            if (token.state() != ApiToken.State.ACTIVE) return refused(visible, "it is " + token.state());
            if (!mayComeFrom(token.cidrs(), address)) return refused(visible, "of where it came from");
            noteUse(handle, tenant.get(), token, now, address);
            return Optional.of(holder(handle, tenant.get(), token));
        });
    }

    /** Whether it still does, while a long answer is streamed to its holder. */
    public boolean holds(String visible, TenantId tenant) {
        return transaction.call(
                tenant,
                handle -> TokenTable.find(handle, tenant, visible, clock.instant())
                        .filter(kept -> kept.token().state() == ApiToken.State.ACTIVE)
                        .isPresent());
    }

    private Optional<TenantId> tenantOf(String visible) {
        return platform.call(handle -> handle.createQuery(
                        "select tenant_id from api_token_holder t where visible = :visible and " + Closings.STILL_THERE)
                .bind("visible", visible)
                .mapTo(UUID.class)
                .findOne()
                .map(TenantId::new));
    }

    private static boolean same(String kept, String given) {
        return MessageDigest.isEqual(kept.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean mayComeFrom(List<String> cidrs, @Nullable String address) {
        if (cidrs.isEmpty()) return true;
        return address != null && cidrs.stream().map(AddressRange::of).anyMatch(range -> range.holds(address));
    }

    private void noteUse(Handle handle, TenantId tenant, ApiToken token, Instant now, @Nullable String address) {
        Instant last = token.lastUsedAt();
        if (last != null && now.isBefore(last.plus(config.lastUsedEvery()))) return;
        String from =
                address == null ? "unknown" : AddressRange.canonical(address).orElse("unknown");
        TokenTable.used(handle, tenant, token.id(), now, from);
    }

    private static Holder holder(Handle handle, TenantId tenant, ApiToken token) {
        String subject = token.serviceAccount() == null
                ? String.valueOf(token.owner())
                : ServiceAccount.subject(token.serviceAccount());
        return handle.createQuery("select slug, name from tenant where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, context) -> new Holder(
                        token.id(),
                        subject,
                        token.ownerName(),
                        tenant,
                        row.getString("slug"),
                        row.getString("name"),
                        token.role()))
                .one();
    }

    private static Optional<Holder> refused(String visible, String why) {
        LOG.infof("a token was refused because %s token=%s", why, visible);
        return Optional.empty();
    }
}
