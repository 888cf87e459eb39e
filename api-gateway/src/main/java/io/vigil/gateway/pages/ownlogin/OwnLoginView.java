package io.vigil.gateway.pages.ownlogin;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.EmailDomain;
import io.vigil.gateway.upstream.OwnLogin;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer's own login and its mail domains, and a form that keeps what was typed when it is refused.
 *
 * @param verifies whether the reader may say that a domain is the customer's
 * @param error why the last request was refused; empty if it was not
 */
public record OwnLoginView(OwnLogin login, List<Domain> domains, boolean verifies, String error, Draft draft) {

    public record Domain(String name, String state, boolean verified) {}

    /** What was typed, without the secret. */
    public record Draft(String kind, String name, String address, String clientId) {
        static Draft of(OwnLogin login) {
            return new Draft(
                    text(login.kind()).isEmpty() ? "OIDC" : text(login.kind()),
                    text(login.name()),
                    text(login.address()),
                    text(login.clientId()));
        }

        static Draft of(
                @Nullable String kind, @Nullable String name, @Nullable String address, @Nullable String clientId) {
            return new Draft(text(kind), text(name), text(address), text(clientId));
        }

        private static String text(@Nullable String given) {
            return given == null ? "" : given.strip();
        }

        public boolean saml() {
            return kind.equals("SAML");
        }
    }

    static OwnLoginView of(
            OwnLogin login, List<EmailDomain> domains, boolean verifies, String error, Optional<Draft> draft) {
        return new OwnLoginView(
                login,
                domains.stream().map(OwnLoginView::domain).toList(),
                verifies,
                error,
                draft.orElseGet(() -> Draft.of(login)));
    }

    private static Domain domain(EmailDomain domain) {
        return domain.verifiedAt() == null
                ? new Domain(domain.domain(), "Your provider has yet to verify it", false)
                : new Domain(domain.domain(), "Verified " + Formats.day(domain.verifiedAt()), true);
    }

    public boolean attached() {
        return !login.state().equals("NONE");
    }

    public String state() {
        return switch (login.state()) {
            case "ACTIVE" -> "In use";
            case "WAITING_FOR_DOMAIN" -> "Attached; nobody is led to it before a domain is verified";
            default -> "None; people sign in with a password";
        };
    }

    public String changed() {
        return login.changedAt() == null ? "" : Formats.dayTime(login.changedAt()) + " UTC, " + login.changedBy();
    }
}
