package io.vigil.reports.subscriptions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How mails are handed over. */
@ConfigMapping(prefix = "vigil.delivery")
public interface DeliveryConfig {

    /** The pause after a mail's first failure; it doubles with each further one, up to an hour. */
    @WithDefault("PT30S")
    Duration firstPause();

    /** A mail that could not be handed over for so long is given up, and shown as failed. */
    @WithDefault("P3D")
    Duration giveUpAfter();

    /** Larger files are not attached; the mail links to the portal. */
    @WithDefault("15000000")
    long largestAttachmentBytes();
}
