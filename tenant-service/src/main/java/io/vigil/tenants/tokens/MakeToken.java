package io.vigil.tenants.tokens;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.AddressRange;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.TokenText;
import io.vigil.tenants.customers.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Makes a token. Its secret leaves with the answer and is kept nowhere. */
@ApplicationScoped
class MakeToken {

    /** @param secret the whole token; this is the one time that it is shown */
    record Made(ApiToken token, String secret) {
        @Override
        public String toString() {
            return token.id();
        }
    }

    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final TokensConfig config;
    private final SecureRandom random;
    private final InstantSource clock;

    MakeToken(
            TenantTransaction transaction,
            AuditTrail audit,
            TokensConfig config,
            SecureRandom random,
            InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.config = config;
        this.random = random;
        this.clock = clock;
    }

    /** @throws Problem 400 for a range that is none or too long a life, 403 for more than the maker may, 409 for too many */
    Made make(TenantId tenant, NewToken asked, Caller by) {
        refuseTokens(by);
        if (!RolesCovered.covers(by.role(), asked.role()))
            throw Problem.forbidden("role: %s is not yours to hand on".formatted(asked.role()));
        if (asked.serviceAccount() != null && by.role() != Role.ADMIN)
            throw Problem.forbidden("serviceAccount: only an administrator makes tokens of service accounts");
        Duration life = life(asked.days());
        List<String> cidrs = cidrs(asked.cidrs());
        TokenText.Drawn drawn = TokenText.draw(random);
        return transaction.call(tenant, handle -> {
            Tenants.require(handle, tenant);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            if (TokenTable.holding(handle, tenant, now) >= config.most())
                throw Problem.conflict("there are %d tokens already, which is the most".formatted(config.most()));
            if (asked.serviceAccount() != null) ServiceAccounts.require(handle, tenant, asked.serviceAccount());
            insert(handle, tenant, asked, by, drawn.token(), cidrs, now, now.plus(life));
            audit.append(
                    handle,
                    tenant,
                    by,
                    "token.made",
                    drawn.token().visible(),
                    Map.of(
                            "name",
                            asked.name().strip(),
                            "role",
                            asked.role().name(),
                            "owner",
                            asked.serviceAccount() == null
                                    ? by.subject()
                                    : ServiceAccount.subject(asked.serviceAccount()),
                            "expiresAt",
                            now.plus(life).toString(),
                            "cidrs",
                            cidrs));
            return new Made(
                    TokenTable.find(handle, tenant, drawn.token().visible(), now)
                            .orElseThrow()
                            .token(),
                    drawn.text());
        });
    }

    /** Who stole a token must not be able to outlive its revocation by another one. */
    static void refuseTokens(Caller by) {
        if (by.token().isPresent()) throw Problem.forbidden("a token makes no tokens and no service accounts; sign in");
    }

    private Duration life(@Nullable Integer days) {
        if (days == null) return config.life();
        if (days > config.longestLife().toDays())
            throw Problem.badRequest(
                    "days: must be at most " + config.longestLife().toDays());
        return Duration.ofDays(days);
    }

    private static List<String> cidrs(@Nullable List<String> asked) {
        if (asked == null) return List.of();
        try {
            return asked.stream()
                    .map(text -> AddressRange.of(text.strip()).toString())
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException none) {
            throw Problem.badRequest("cidrs: " + none.getMessage());
        }
    }

    private static void insert(
            Handle handle,
            TenantId tenant,
            NewToken asked,
            Caller by,
            TokenText token,
            List<String> cidrs,
            Instant now,
            Instant expires) {
        handle.createUpdate("insert into api_token_holder (visible, tenant_id) values (:visible, :tenant)")
                .bind("visible", token.visible())
                .bind("tenant", tenant.value())
                .execute();
        handle.createUpdate("""
                        insert into api_token (tenant_id, visible, digest, name, role, owner, account_id, cidrs,
                                               created_at, created_by, created_by_name, expires_at)
                        values (:tenant, :visible, :digest, :name, :role, :owner, :account, :cidrs,
                                :now, :by, :byName, :expires)
                        """)
                .bind("tenant", tenant.value())
                .bind("visible", token.visible())
                .bind("digest", token.digest())
                .bind("name", asked.name().strip())
                .bind("role", asked.role().name())
                .bind("owner", asked.serviceAccount() == null ? by.subject() : null)
                .bind("account", asked.serviceAccount())
                .bindArray("cidrs", String.class, cidrs)
                .bind("now", now)
                .bind("by", by.subject())
                .bind("byName", by.displayName())
                .bind("expires", expires)
                .execute();
    }
}
