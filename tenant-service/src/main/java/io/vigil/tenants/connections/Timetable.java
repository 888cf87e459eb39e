package io.vigil.tenants.connections;

import io.vigil.tenants.accounts.Account;
import java.time.Duration;
import java.time.Instant;

/** When an account's door is tried next. */
final class Timetable {
    /** A role that was not there for an hour is looked for every six minutes. */
    private static final int SHARE = 10;

    private final ConnectionsConfig config;

    Timetable(ConnectionsConfig config) {
        this.config = config;
    }

    /**
     * @param since when the account came to its state
     * @param actions what is known of what the role may do
     */
    Instant next(Account.State state, Instant since, Actions actions, Instant now) {
        if (state == Account.State.CONNECTED) {
            if (actions == Actions.KNOWN) return now.plus(config.connected());
            if (actions == Actions.NOT_ASKED) return now.plus(config.actionsAfter());
        }
        Duration pause = Duration.between(since, now).dividedBy(SHARE);
        if (pause.compareTo(config.soon()) < 0) pause = config.soon();
        if (pause.compareTo(config.late()) > 0) pause = config.late();
        return now.plus(pause);
    }

    /** What the last probe told of the role's actions. */
    enum Actions {
        /** It asked for the door only. */
        NOT_ASKED,
        /** It asked, and something that says nothing of the role came between. */
        NOT_TOLD,
        KNOWN
    }
}
