package io.vigil.scanner.moto;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.guardduty.model.DetectorFeature;
import software.amazon.awssdk.services.guardduty.model.FeatureStatus;
import software.amazon.awssdk.services.inspector2.Inspector2Client;
import software.amazon.awssdk.services.inspector2.model.ResourceScanType;
import software.amazon.awssdk.services.macie2.Macie2Client;
import software.amazon.awssdk.services.macie2.model.MacieStatus;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.Resource;
import software.amazon.awssdk.services.securityhub.model.SeverityLabel;
import software.amazon.awssdk.services.sns.SnsClient;

/** Who watches the account of {@link MotoAccount}: alarms on its trail, log groups, and AWS's own watchers in one region. */
final class MotoWatchers {
    private static final String PLACE = MotoAccount.REGION + ":" + MotoAccount.ID;

    private final MotoClients clients;

    private MotoWatchers(MotoClients clients) {
        this.clients = clients;
    }

    /** What moto named, by the name that the tests use, goes to the account's ids. */
    static void build(MotoClients clients, MotoAccount account) {
        MotoWatchers watchers = new MotoWatchers(clients);
        watchers.logs();
        watchers.alarms();
        watchers.config();
        account.ids.put("detector", watchers.detector());
        watchers.securityHub();
        clients.in(MotoAccount.REGION, Inspector2Client.builder())
                .enable(e -> e.accountIds(MotoAccount.ID).resourceTypes(ResourceScanType.EC2));
        clients.in(MotoAccount.REGION, Macie2Client.builder()).enableMacie(m -> m.status(MacieStatus.PAUSED));
    }

    private void logs() {
        CloudWatchLogsClient logs = clients.in(MotoAccount.REGION, CloudWatchLogsClient.builder());
        for (String name : List.of("trail-events", "short", "open")) logs.createLogGroup(g -> g.logGroupName(name));
        logs.putRetentionPolicy(r -> r.logGroupName("short").retentionInDays(30));
        logs.putResourcePolicy(p -> p.policyName("anyone").policyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"logs:PutLogEvents","Resource":"arn:aws:logs:%s:log-group:open:*"}]}""".formatted(PLACE)));
        clients.in(MotoAccount.REGION, CloudTrailClient.builder())
                .updateTrail(t -> t.name("trail")
                        .cloudWatchLogsLogGroupArn("arn:aws:logs:%s:log-group:trail-events:*".formatted(PLACE))
                        .cloudWatchLogsRoleArn("arn:aws:iam::%s:role/function".formatted(MotoAccount.ID)));
    }

    /** One that is heard, one whose topic nobody subscribed to, one that is muted, one whose pattern is too narrow. */
    private void alarms() {
        String topic = clients.in(MotoAccount.REGION, SnsClient.builder())
                .createTopic(t -> t.name("nobody"))
                .topicArn();
        String function = "arn:aws:lambda:%s:function:function-shut".formatted(PLACE);
        alarm("alarm-heard", "{ ($.eventName = \"ScheduleKeyDeletion\") || ($.eventName=DisableKey) }", function, true);
        alarm(
                "alarm-unheard",
                "{ $.userIdentity.type = Root && $.userIdentity.invokedBy NOT EXISTS }",
                topic,
                /* acts */ true);
        alarm(
                "alarm-muted",
                "{ $.eventName = ConsoleLogin && $.errorMessage = \"Failed authentication\" }",
                function,
                /* acts */ false);
        alarm("alarm-narrow", "{ $.eventName = DeleteTrail || $.eventName = StopLogging }", function, /* acts */ true);
    }

    private void alarm(String name, String pattern, String action, boolean acts) {
        clients.in(MotoAccount.REGION, CloudWatchLogsClient.builder())
                .putMetricFilter(f -> f.logGroupName("trail-events")
                        .filterName(name)
                        .filterPattern(pattern)
                        .metricTransformations(
                                m -> m.metricNamespace("Audit").metricName(name).metricValue("1")));
        clients.in(MotoAccount.REGION, CloudWatchClient.builder())
                .putMetricAlarm(a -> a.alarmName(name)
                        .namespace("Audit")
                        .metricName(name)
                        .statistic(Statistic.SUM)
                        .period(300)
                        .evaluationPeriods(1)
                        .threshold(1.0)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                        .actionsEnabled(acts)
                        .alarmActions(action));
    }

    private void config() {
        ConfigClient config = clients.in(MotoAccount.REGION, ConfigClient.builder());
        config.putConfigurationRecorder(r -> r.configurationRecorder(c -> c.name("recorder")
                .roleARN("arn:aws:iam::%s:role/function".formatted(MotoAccount.ID))
                .recordingGroup(g -> g.allSupported(true).includeGlobalResourceTypes(true))));
    }

    private String detector() {
        return clients.in(MotoAccount.REGION, GuardDutyClient.builder())
                .createDetector(d -> d.enable(true)
                        .features(
                                f -> f.name(DetectorFeature.S3_DATA_EVENTS).status(FeatureStatus.ENABLED),
                                f -> f.name(DetectorFeature.RDS_LOGIN_EVENTS).status(FeatureStatus.DISABLED),
                                f -> f.name(DetectorFeature.EKS_AUDIT_LOGS).status(FeatureStatus.ENABLED)))
                .detectorId();
    }

    private void securityHub() {
        SecurityHubClient hub = clients.in(MotoAccount.REGION, SecurityHubClient.builder());
        hub.enableSecurityHub(e -> e.enableDefaultStandards(false));
        hub.batchImportFindings(i -> i.findings(finding("finding-old", 60), finding("finding-new", 1)));
    }

    private static AwsSecurityFinding finding(String title, int ageDays) {
        String since = Instant.now().minus(ageDays, ChronoUnit.DAYS).toString();
        return AwsSecurityFinding.builder()
                .schemaVersion("2018-10-08")
                .id(title)
                .productArn("arn:aws:securityhub:%s:product/%s/default".formatted(PLACE, MotoAccount.ID))
                .generatorId("tests")
                .awsAccountId(MotoAccount.ID)
                .types("Software and Configuration Checks")
                .createdAt(since)
                .firstObservedAt(since)
                .updatedAt(since)
                .severity(s -> s.label(SeverityLabel.CRITICAL))
                .title(title)
                .description(title)
                .resources(Resource.builder().type("Other").id("something").build())
                .recordState("ACTIVE")
                .workflow(w -> w.status("NEW"))
                .build();
    }
}
