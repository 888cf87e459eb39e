package io.vigil.tenants.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** The people whom Keycloak knows. Everything here throws {@link Problem} 503 while it does not answer. */
@ApplicationScoped
public class Logins {
    private static final Logger LOG = Logger.getLogger(Logins.class);

    /**
     * @param email in lower case; empty where there is none
     * @param verified whether somebody saw that the address is the person's own
     */
    public record Login(String subject, String email, boolean verified, String displayName) {}

    /** @param password kept by Keycloak alone */
    public record NewLogin(String email, String firstName, String lastName, String password) {
        @Override
        public String toString() {
            return "NewLogin[email=%s]".formatted(email);
        }
    }

    private final Keycloak keycloak;

    Logins(Keycloak keycloak) {
        this.keycloak = keycloak;
    }

    public Optional<Login> bySubject(String subject) {
        return answered(() -> keycloak.find("/users/" + Keycloak.part(subject)).map(Logins::login));
    }

    public Optional<Login> byAddress(String email) {
        JsonNode found = answered(() -> keycloak.get("/users?exact=true&email=" + Keycloak.part(email)));
        return found.isEmpty() ? Optional.empty() : Optional.of(login(found.get(0)));
    }

    /**
     * For an address that somebody proved to be the person's own.
     *
     * @throws Problem 400 for a password or name that the realm does not take, 409 if there is one already
     */
    public Login make(NewLogin asked) {
        Map<String, Object> user = Map.of(
                "username",
                asked.email(),
                "email",
                asked.email(),
                "emailVerified",
                true,
                "enabled",
                true,
                "firstName",
                asked.firstName(),
                "lastName",
                asked.lastName(),
                "credentials",
                List.of(Map.of("type", "password", "value", asked.password(), "temporary", false)));
        try {
            String subject = answered(() -> keycloak.post("/users", user));
            return new Login(subject, asked.email(), true, (asked.firstName() + " " + asked.lastName()).strip());
        } catch (KeycloakRefused refused) {
            if (refused.status() == 409)
                throw Problem.conflict("there is a login for %s already".formatted(asked.email()));
            if (refused.status() == 400) throw Problem.badRequest(why(refused.words()));
            throw refused;
        }
    }

    private static String why(String words) {
        if (words.toLowerCase(java.util.Locale.ROOT).contains("password"))
            return "password: must be at least 12 characters, and neither the name nor the mail address";
        return "name: holds characters that a name cannot have";
    }

    /** Whoever came by a mail to the address has it. */
    public void addressIsTheirs(Login login) {
        if (login.verified()) return;
        answered(() -> {
            // the whole of it, since what is left out of a PUT would be forgotten
            JsonNode user = keycloak.get("/users/" + Keycloak.part(login.subject()));
            if (user instanceof com.fasterxml.jackson.databind.node.ObjectNode whole) {
                whole.put("emailVerified", true);
                keycloak.put("/users/" + Keycloak.part(login.subject()), whole);
            }
            return login;
        });
    }

    private static <R> R answered(Supplier<R> asked) {
        try {
            return asked.get();
        } catch (KeycloakUnavailable down) {
            LOG.warnf("a login was not looked at: %s", down.getMessage());
            throw Problem.unavailable("the login service does not answer; try again in a moment");
        }
    }

    private static Login login(JsonNode user) {
        String name =
                (user.path("firstName").asText("") + " " + user.path("lastName").asText("")).strip();
        return new Login(
                user.path("id").asText(),
                user.path("email").asText("").toLowerCase(java.util.Locale.ROOT),
                user.path("emailVerified").asBoolean(),
                name.isEmpty() ? user.path("username").asText() : name);
    }
}
