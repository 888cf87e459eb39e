package io.vigil.checks.aws.account;

import io.vigil.checks.Read;
import java.util.List;

/**
 * A trail of all regions together with what watches its events.
 *
 * @param logsManagementEvents whether it is on and writes read and write events of management
 * @param excludedSources services whose events of management it leaves out, such as {@code kms.amazonaws.com}
 * @param alarms on metrics that are counted in the trail's log group; missing when the group is another account's
 */
public record TrailWatch(
        String trailArn,
        String logGroupArn,
        Read<Boolean> logsManagementEvents,
        Read<List<String>> excludedSources,
        Read<List<EventAlarm>> alarms) {}
