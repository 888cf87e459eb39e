package io.vigil.reports.subscriptions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How mails are handed over. */
@ConfigMapping(prefix = "vigil.delivery")
public interface DeliveryConfig {

    /** The pause after a mail's first failure; it doubles with each further one, up to an hour, and is drawn around that. */
    @WithDefault("PT30S")
    Duration firstPause();

    /** A mail that could not be handed over for so long is given up, shown as failed, and the owner is told. */
    @WithDefault("P3D")
    Duration giveUpAfter();

    /** The word that a mail was given up is tried for so long, since it may have been the mail server that was down. */
    @WithDefault("P30D")
    Duration giveUpNoticesAfter();

    /** All attached files of a mail together; what is beyond is not attached, the mail links to the portal. */
    @WithDefault("15000000")
    long largestAttachmentBytes();
}
