package io.vigil.tenants.invitations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long invitations hold, and how many mails they may make: nobody is to be flooded in our name. */
@ConfigMapping(prefix = "vigil.invitations")
public interface InvitationsConfig {

    /** A link is good for so long after its mail was asked for. */
    @WithDefault("P7D")
    Duration life();

    /** Mails that a tenant may ask for in an hour. */
    @WithDefault("50")
    int perTenant();

    /** Mails that one address gets in a day, from all tenants together. */
    @WithDefault("5")
    int perAddress();

    /** Invitations of a tenant that may be open at once. */
    @WithDefault("200")
    int open();

    /** How often it is looked whether a mail is to be sent. */
    @WithDefault("PT2S")
    Duration poll();

    /** The pause after a mail server refused a first time; it doubles with each further one. */
    @WithDefault("PT10S")
    Duration firstPause();

    /** After so many attempts a mail is given up; the invitation stays and can be sent again. */
    @WithDefault("8")
    int attempts();
}
