package io.vigil.gateway.pages.tokens;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.ApiToken;
import io.vigil.gateway.upstream.ServiceAccount;
import io.vigil.tenancy.Role;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens and service accounts that a person may see, and a form that keeps what was typed when it is refused.
 *
 * @param roles that the person may hand on; none for who makes no tokens
 */
public record TokensView(
        List<Row> tokens,
        List<ServiceAccount> accounts,
        List<Choice> roles,
        List<Choice> owners,
        boolean managesAccounts,
        Said said,
        Draft draft) {

    public record Row(
            String id,
            String name,
            String role,
            String state,
            boolean active,
            String owner,
            String from,
            String ends,
            String used) {}

    public record Choice(String value, String name, boolean chosen) {}

    /** What the last request came to. */
    public record Said(String error, String madeName, String secret) {
        static final Said NOTHING = new Said("", "", "");

        static Said refused(String error) {
            return new Said(error, "", "");
        }

        static Said made(ApiToken.Made made) {
            return new Said("", made.token().name(), made.secret());
        }

        @Override
        public String toString() {
            return madeName + error;
        }
    }

    public record Draft(String name, String role, String owner, String days, String cidrs) {
        static final Draft EMPTY = new Draft("", "", "", "90", "");

        static Draft of(
                @Nullable String name,
                @Nullable String role,
                @Nullable String owner,
                @Nullable String days,
                @Nullable String cidrs) {
            return new Draft(text(name), text(role), text(owner), text(days), text(cidrs));
        }

        private static String text(@Nullable String given) {
            return given == null ? "" : given.strip();
        }
    }

    static TokensView of(List<ApiToken> tokens, List<ServiceAccount> accounts, Role own, Said said, Draft draft) {
        boolean manages = own == Role.ADMIN;
        return new TokensView(
                tokens.stream().map(TokensView::row).toList(),
                accounts,
                handedOn(own).stream()
                        .map(role -> new Choice(
                                role.name(),
                                Formats.sentence(role.name()),
                                role.name().equals(draft.role())))
                        .toList(),
                manages
                        ? accounts.stream()
                                .map(account -> new Choice(
                                        account.id().toString(),
                                        account.name(),
                                        account.id().toString().equals(draft.owner())))
                                .toList()
                        : List.of(),
                manages,
                said,
                draft);
    }

    /** What the service will let through; it decides again. */
    private static List<Role> handedOn(Role own) {
        return switch (own) {
            case ADMIN -> List.of(Role.VIEWER, Role.AUDITOR, Role.OPERATOR, Role.ADMIN);
            case OPERATOR, AUDITOR -> List.of(Role.VIEWER, own);
            case VIEWER -> List.of(Role.VIEWER);
            case MSP_VIEWER, MSP_ANALYST, MSP_ADMIN, SERVICE -> List.of();
        };
    }

    private static Row row(ApiToken token) {
        return new Row(
                token.id(),
                token.name(),
                Formats.sentence(token.role().name()),
                switch (token.state()) {
                    case "ACTIVE" -> "Active";
                    case "EXPIRED" -> "Expired";
                    case "REVOKED" -> "Revoked";
                    default -> "Its owner may not use it";
                },
                token.state().equals("ACTIVE"),
                token.ownerName() + (token.serviceAccount() == null ? "" : ", service account"),
                token.cidrs().isEmpty() ? "Anywhere" : String.join(", ", token.cidrs()),
                Formats.day(token.expiresAt()),
                used(token.lastUsedAt(), token.lastUsedAddress()));
    }

    private static String used(@Nullable Instant at, @Nullable String address) {
        if (at == null) return "Never";
        return Stream.of(Formats.dayTime(at) + " UTC", address == null ? "" : "from " + address)
                .filter(words -> !words.isEmpty())
                .reduce((time, from) -> time + " " + from)
                .orElse("");
    }

    public boolean mayMake() {
        return !roles.isEmpty();
    }
}
