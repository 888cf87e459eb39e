package io.vigil.gateway.pages.accounts;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts with how their role answers. */
public record AccountsView(List<Row> rows) {
    private static final Duration STALE = Duration.ofHours(24);

    public record Row(
            String id,
            String name,
            String spaced,
            String state,
            String message,
            String regions,
            String scanned,
            boolean stale) {}

    static AccountsView of(List<Account> accounts, Instant now) {
        return new AccountsView(accounts.stream()
                .map(account -> new Row(
                        account.account(),
                        name(account),
                        Formats.spaced(account.account()),
                        account.state(),
                        account.stateMessage() == null ? "" : account.stateMessage(),
                        regions(account.regions()),
                        scanned(account.lastScanAt(), now),
                        stale(account.lastScanAt(), now)))
                .toList());
    }

    static String name(Account account) {
        return account.name() == null || account.name().isBlank() ? account.account() : account.name();
    }

    static String regions(@Nullable List<String> regions) {
        return regions == null ? "–" : Formats.many(regions.size(), "region");
    }

    private static boolean stale(@Nullable Instant at, Instant now) {
        return at != null && Duration.between(at, now).compareTo(STALE) > 0;
    }

    static String scanned(@Nullable Instant at, Instant now) {
        if (at == null) return "never";
        String age = Formats.age(at, now);
        return age.equals("now") ? "just now" : age + " ago";
    }
}
