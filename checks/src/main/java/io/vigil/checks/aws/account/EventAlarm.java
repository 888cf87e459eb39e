package io.vigil.checks.aws.account;

import io.vigil.checks.Read;

/**
 * An alarm on what a metric filter counts.
 *
 * @param filterPattern in CloudWatch Logs' own language
 * @param reachesSomebody whether an action of the alarm ends at somebody: a topic with a confirmed subscription, a
 *     function, an incident
 */
public record EventAlarm(
        String filterName,
        String filterPattern,
        String alarmName,
        boolean actionsEnabled,
        Read<Boolean> reachesSomebody) {}
