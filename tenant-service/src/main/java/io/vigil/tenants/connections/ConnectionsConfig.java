package io.vigil.tenants.connections;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the doors of accounts are tried. */
@ConfigMapping(prefix = "vigil.connections")
interface ConnectionsConfig {

    /** How often the timetable is looked at for accounts that are due. */
    @WithDefault("PT1S")
    Duration poll();

    /** The shortest pause between two tries of a role that is being made. It grows with the time that it takes. */
    @WithDefault("PT3S")
    Duration soon();

    /** The longest pause between two tries of a role that does not answer or is unsafe. */
    @WithDefault("PT6H")
    Duration late();

    /** How often a role that answers is tried: whether others could enter, and what it may do. */
    @WithDefault("P7D")
    Duration connected();

    /** How long after a role began to answer it is tried what it may do: the first scan, which somebody watches, goes first. */
    @WithDefault("PT30S")
    Duration actionsAfter();

    /** A probe that is not answered for so long is lost and asked anew. */
    @WithDefault("PT60S")
    Duration answerWithin();

    /** So many accounts are asked for in one look at the timetable. */
    @WithDefault("50")
    int batch();

    /** How often it is looked whether somebody is to be told that an account is blocked. */
    @WithDefault("PT5S")
    Duration tellEvery();

    /** The pause after a mail server took no mail a first time; it doubles with each further one. */
    @WithDefault("PT30S")
    Duration tellAgain();

    /** After so many attempts nobody is told by mail any more; the pages say it all the same. */
    @WithDefault("10")
    int tellAttempts();
}
