package io.vigil.scanner.collect.account;

import io.vigil.checks.Read;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.scanner.collect.UnitScope;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;

/** Whether an alarm's actions end at somebody. */
final class AlarmReceivers {
    static final String OPERATION = "sns:GetTopicAttributes";

    private static final Set<String> DELETED = Set.of("NotFound", "NotFoundException");

    /** Functions, incidents and items of operations: whoever set them up hears of it there. */
    private static final Set<String> HEARD = Set.of("lambda", "ssm", "ssm-incidents");

    private AlarmReceivers() {}

    static Read<Boolean> reached(UnitScope scope, MetricAlarm alarm) throws InterruptedException {
        Read<Boolean> reached = Read.known(false);
        for (String action : alarm.alarmActions()) {
            Read<Boolean> heard = heard(scope, action);
            if (heard instanceof Read.Known<Boolean>(Boolean yes) && yes) return heard;
            if (heard instanceof Read.Missing<Boolean>(Unread why)) reached = Read.missing(why);
        }
        return reached;
    }

    private static Read<Boolean> heard(UnitScope scope, String action) throws InterruptedException {
        Optional<Arn> arn = Arn.tryFromString(action);
        if (arn.isEmpty()) return Read.known(false);
        if (!arn.get().service().equals("sns"))
            return Read.known(HEARD.contains(arn.get().service()));
        return scope.calls()
                .find(
                        SnsClient.class,
                        new Region(arn.get().region().orElseThrow()),
                        GetTopicAttributesRequest.builder().topicArn(action).build(),
                        SnsClient::getTopicAttributes,
                        DELETED)
                .map(found -> found.map(GetTopicAttributesResponse::attributes)
                        .map(attributes -> attributes.getOrDefault("SubscriptionsConfirmed", "0"))
                        .filter(confirmed -> !confirmed.equals("0"))
                        .isPresent());
    }
}
