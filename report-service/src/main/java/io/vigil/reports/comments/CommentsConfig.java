package io.vigil.reports.comments;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much may be said of a finding, and how many mails that may cause. */
@ConfigMapping(prefix = "vigil.comments")
interface CommentsConfig {

    /** Comments of one finding, deleted ones included. */
    @WithDefault("1000")
    int most();

    /** Mails to mentioned people that a tenant may cause in an hour. */
    @WithDefault("200")
    int mailsPerTenant();

    /** Such mails that one address gets in a day, from all tenants together. */
    @WithDefault("50")
    int mailsPerAddress();
}
