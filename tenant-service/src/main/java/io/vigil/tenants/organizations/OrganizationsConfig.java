package io.vigil.tenants.organizations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How organizations are read and their accounts connected. */
@ConfigMapping(prefix = "vigil.organizations")
interface OrganizationsConfig {

    /** How often an organization that was read once is read again by itself. */
    @WithDefault("PT6H")
    Duration readEvery();

    /** A reading that is not answered for so long is lost and may be asked for anew. Thousands of accounts take minutes. */
    @WithDefault("PT10M")
    Duration answerWithin();

    /** How often the timetable is looked at. */
    @WithDefault("PT2S")
    Duration poll();

    /** So many organizations are taken in one look at the timetable. */
    @WithDefault("20")
    int batch();

    /** So many accounts are connected by one request at most; the next one goes on. */
    @WithDefault("200")
    int mostAtOnce();

    /** So many accounts are connected by a rule before other timed work has its turn. */
    @WithDefault("100")
    int enrolAtOnce();

    /** So long an account that left the organization and is not connected is remembered. */
    @WithDefault("P90D")
    Duration keepLeft();
}
