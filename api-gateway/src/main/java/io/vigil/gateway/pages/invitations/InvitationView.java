package io.vigil.gateway.pages.invitations;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.session.Session;
import io.vigil.gateway.upstream.Invitation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What whoever opened an invitation's link can do.
 *
 * @param step what is shown
 * @param person who is signed in; empty if nobody is
 * @param csrf of who is signed in, to sign out
 */
public record InvitationView(
        String theme,
        Step step,
        String secret,
        String customer,
        String inviter,
        String email,
        String role,
        String person,
        String csrf,
        String error,
        Draft draft) {

    public enum Step {
        /** Nobody with the address has a login yet. */
        MAKE_LOGIN,
        /** Somebody has, and must say so. */
        SIGN_IN,
        /** That one is signed in. */
        TAKE,
        /** Somebody else is. */
        OTHER_PERSON,
        EXPIRED,
        TAKEN,
        TAKEN_BACK,
        /** No link, or one that was followed by a newer one. */
        UNKNOWN
    }

    /** What was typed, without the password. */
    public record Draft(String firstName, String lastName) {
        static final Draft EMPTY = new Draft("", "");
    }

    static InvitationView unknown(String theme) {
        return new InvitationView(theme, Step.UNKNOWN, "", "", "", "", "", "", "", "", Draft.EMPTY);
    }

    static InvitationView of(
            String theme, String secret, Invitation.Seen seen, @Nullable Session session, String error, Draft draft) {
        return new InvitationView(
                theme,
                step(seen, Optional.ofNullable(session)),
                secret,
                seen.customer(),
                seen.inviter(),
                seen.email(),
                Formats.sentence(seen.role().name()),
                session == null ? "" : session.email().isEmpty() ? session.displayName() : session.email(),
                session == null ? "" : session.csrf(),
                error,
                draft);
    }

    private static Step step(Invitation.Seen seen, Optional<Session> session) {
        return switch (seen.state()) {
            case "OPEN" ->
                session.map(known -> known.email().equalsIgnoreCase(seen.email()) ? Step.TAKE : Step.OTHER_PERSON)
                        .orElse(seen.loginExists() ? Step.SIGN_IN : Step.MAKE_LOGIN);
            case "EXPIRED" -> Step.EXPIRED;
            case "ACCEPTED" -> Step.TAKEN;
            default -> Step.TAKEN_BACK;
        };
    }

    /** Of the page: what is over is gone, what never was is not found. */
    int status() {
        return switch (step) {
            case UNKNOWN -> 404;
            case EXPIRED, TAKEN, TAKEN_BACK -> 410;
            case OTHER_PERSON -> 403;
            case MAKE_LOGIN, SIGN_IN, TAKE -> error.isEmpty() ? 200 : 400;
        };
    }

    public boolean is(String name) {
        return step.name().equals(name);
    }
}
