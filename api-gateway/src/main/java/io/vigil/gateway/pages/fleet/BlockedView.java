package io.vigil.gateway.pages.fleet;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Operations;
import io.vigil.gateway.upstream.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Accounts that are not scanned, since others could enter them through the provider; the longest first.
 *
 * @param read whether it is known; if not, nothing is said to be well
 */
public record BlockedView(boolean read, List<Account> accounts) {
    static final BlockedView UNREAD = new BlockedView(false, List.of());

    /** @param link to the account; empty where the one who looks has no way */
    public record Account(String customer, String account, String link, String since) {}

    static BlockedView of(Operations operations, List<Tenant> tenants, FleetView.Ways ways, Instant now) {
        Map<UUID, Tenant> known = tenants.stream().collect(Collectors.toMap(Tenant::id, Function.identity()));
        return new BlockedView(
                true,
                operations.blocked().stream()
                        .map(blocked ->
                                account(blocked, known.get(blocked.tenant().value()), ways, now))
                        .toList());
    }

    private static Account account(
            Operations.Blocked blocked, @Nullable Tenant customer, FleetView.Ways ways, Instant now) {
        return new Account(
                customer == null ? "A customer that was just created" : customer.name(),
                Formats.spaced(blocked.account().value()),
                customer == null ? "" : ways.to(customer.slug(), "/accounts/" + blocked.account()),
                Formats.age(blocked.since(), now));
    }

    public String count() {
        return Formats.many(accounts.size(), "account");
    }
}
