package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.reports.channels.OpenWay.Way;
import io.vigil.tenancy.Envelope;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds out whether messages may be sent to where somebody wants them, and what is kept of it. */
@ApplicationScoped
class ChooseTarget {

    /**
     * @param address as it is shown
     * @param sealed null for mail
     * @param secret that is shown once; empty where there is none
     */
    record Target(String address, @Nullable String sealed, String secret) {
        @Override
        public String toString() {
            return "Target[" + address + "]";
        }
    }

    private final OpenWay openWay;
    private final Members members;
    private final Envelope envelope;
    private final SecureRandom random;

    ChooseTarget(OpenWay openWay, Members members, Envelope envelope, SecureRandom random) {
        this.openWay = openWay;
        this.members = members;
        this.envelope = envelope;
        this.random = random;
    }

    /** @throws Problem 400 for what may not be called or mailed, 503 without a key or without who knows the members */
    Target of(TenantId tenant, UUID channel, NewChannel asked) {
        return switch (asked.chosenKind()) {
            case WEBHOOK -> signed(tenant, channel, demandOpen(asked.url()));
            case SLACK, TEAMS -> hidden(tenant, channel, demandOpen(asked.url()));
            case EMAIL -> new Target(demandMember(tenant, asked.recipient()), null, "");
        };
    }

    /** The secret stays, and the address of a chat where none is given. @throws Problem as for a new one */
    Target of(TenantId tenant, Channel before, NewChannel asked) {
        return switch (before.kind()) {
            case WEBHOOK -> new Target(demandOpen(asked.url()), before.sealed(), "");
            case SLACK, TEAMS ->
                asked.url() == null || asked.url().isBlank()
                        ? new Target(before.address(), before.sealed(), "")
                        : hidden(tenant, before.id(), demandOpen(asked.url()));
            case EMAIL -> new Target(demandMember(tenant, asked.recipient()), null, "");
        };
    }

    Target signed(TenantId tenant, UUID channel, String address) {
        Secret secret = Secret.random(random);
        return new Target(address, envelope.seal(Secret.context(tenant, channel), secret.key()), secret.words());
    }

    /** Whoever knows the address of a chat may write there. */
    private Target hidden(TenantId tenant, UUID channel, String url) {
        URI whole = URI.create(url);
        return new Target(
                "%s://%s/…".formatted(whole.getScheme(), whole.getRawAuthority()),
                envelope.seal(Secret.context(tenant, channel), url.getBytes(StandardCharsets.UTF_8)),
                "");
    }

    private String demandOpen(@Nullable String url) {
        if (url == null || url.isBlank()) throw Problem.badRequest("url: is missing");
        String address = url.strip();
        return switch (openWay.to(address)) {
            case Way.Open open -> address;
            case Way.Closed(String why) -> throw Problem.badRequest("url: " + why);
        };
    }

    private String demandMember(TenantId tenant, @Nullable String recipient) {
        if (recipient == null || recipient.isBlank()) throw Problem.badRequest("recipient: is missing");
        String address = recipient.strip().toLowerCase(Locale.ROOT);
        try {
            if (members.hold(tenant, address)) return address;
        } catch (UncheckedIOException silent) {
            throw Problem.unavailable("nobody says now who the members are; try again");
        }
        throw Problem.badRequest("recipient: '%s' is no member's mail address".formatted(address));
    }
}
