package io.vigil.reports.alerts;

import java.time.Duration;

/** What a rule waits for. */
enum Trigger {
    FINDING_CHANGED("alert.findings", FilteredFinding.class, Duration.ZERO),
    EXCEPTION_ENDS("alert.exceptions", FilteredException.class, Duration.ofDays(7)),
    ACCOUNT_NOT_SCANNED("alert.accounts", FilteredAccount.class, Duration.ofHours(48));

    private final String messageType;
    private final Class<? extends Record> facts;
    private final Duration usual;

    Trigger(String messageType, Class<? extends Record> facts, Duration usual) {
        this.messageType = messageType;
        this.facts = facts;
        this.usual = usual;
    }

    String messageType() {
        return messageType;
    }

    /** Whose components a filter may name. */
    Class<? extends Record> facts() {
        return facts;
    }

    /** Before the end, or without a scan; zero where no time counts. */
    Duration usual() {
        return usual;
    }

    /** Whether somebody has to look at the clock for it. */
    boolean isOfTime() {
        return !usual.isZero();
    }
}
