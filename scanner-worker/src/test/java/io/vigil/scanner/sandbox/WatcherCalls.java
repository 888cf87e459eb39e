package io.vigil.scanner.sandbox;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.account.AccountMonitoring;
import io.vigil.checks.aws.account.AggregationDuty;
import io.vigil.checks.aws.account.AwsAccount;
import io.vigil.checks.aws.account.TrailWatch;
import io.vigil.checks.aws.cloudtrail.CloudTrailTrail;
import io.vigil.checks.aws.config.ConfigRuleResult;
import io.vigil.checks.aws.guardduty.GuardDutyDetector;
import io.vigil.checks.aws.inspector2.InspectorCisTarget;
import io.vigil.checks.aws.inspector2.InspectorRegion;
import io.vigil.sandbox.DemoAccounts;
import io.vigil.scanner.collect.UnitRead;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.guardduty.model.DetectorStatus;
import software.amazon.awssdk.services.inspector2.model.AccountState;
import software.amazon.awssdk.services.inspector2.model.Status;

/** What the services that watch an account cost, beside what {@link CallsPerUnitTest} counts of the others. */
final class WatcherCalls {
    /** Topics that alarms on a trail's log group notify, each asked once. */
    private static final Map<String, Long> TOPICS =
            Map.of(DemoAccounts.WELL_KEPT, 1L, DemoAccounts.PRODUCTION, 2L, DemoAccounts.STAGING, 0L);

    /** Buckets that the account's list shows without their region, each asked for it. */
    private static final Map<String, Long> BUCKETS_WITHOUT_REGION =
            Map.of(DemoAccounts.WELL_KEPT, 0L, DemoAccounts.PRODUCTION, 7L, DemoAccounts.STAGING, 0L);

    private WatcherCalls() {}

    static Map<String, Long> ofRegion(UnitRead unit) {
        Map<String, Long> calls = new TreeMap<>();
        for (String once : List.of(
                "cloudwatch:DescribeAlarms",
                "config:DescribeConfigRules",
                "config:DescribeConfigurationRecorders",
                "guardduty:ListDetectors",
                "inspector2:BatchGetAccountStatus",
                "logs:DescribeLogGroups",
                "logs:DescribeResourcePolicies",
                "macie2:GetAutomatedDiscoveryConfiguration",
                "macie2:GetMacieSession",
                "s3:ListBuckets",
                "securityhub:DescribeHub")) calls.put(once, 1L);
        long recorders = unit.count(ResourceTypes.CONFIG_RECORDER);
        calls.put("config:DescribeConfigurationRecorderStatus", recorders);
        calls.put("config:DescribeDeliveryChannelStatus", recorders);
        calls.put("config:DescribeComplianceByConfigRule", unit.count(ResourceTypes.CONFIG_RULE) > 0 ? 1L : 0L);
        calls.put(
                "config:GetComplianceDetailsByConfigRule",
                documents(unit, ResourceTypes.CONFIG_RULE, ConfigRuleResult.class).stream()
                        .filter(rule -> rule.compliance().equals(Read.known("NON_COMPLIANT")))
                        .count());
        detectors(unit, calls);
        long hubs = unit.count(ResourceTypes.SECURITYHUB_HUB);
        for (String perHub : List.of("GetAdministratorAccount", "GetEnabledStandards", "GetFindings", "ListMembers"))
            calls.put("securityhub:" + perHub, hubs);
        inspector(unit, calls);
        return calls;
    }

    private static void detectors(UnitRead unit, Map<String, Long> calls) {
        List<GuardDutyDetector> detectors = documents(unit, ResourceTypes.GUARDDUTY_DETECTOR, GuardDutyDetector.class);
        for (String perDetector : List.of("GetAdministratorAccount", "GetDetector", "ListMembers"))
            calls.put("guardduty:" + perDetector, (long) detectors.size());
        calls.put(
                "guardduty:ListFindings",
                detectors.stream()
                        .filter(detector -> detector.detector().status() == DetectorStatus.ENABLED)
                        .count());
        calls.put(
                "guardduty:GetCoverageStatistics",
                detectors.stream()
                        .filter(detector -> detector.coverage() instanceof Read.Known<?>)
                        .count());
    }

    /** Whom Inspector is to watch is read for its own sake. */
    private static void inspector(UnitRead unit, Map<String, Long> calls) {
        for (InspectorRegion region : documents(unit, ResourceTypes.INSPECTOR_REGION, InspectorRegion.class)) {
            if (!(region.account() instanceof Read.Known<AccountState>(AccountState account))) continue;
            calls.put("s3:GetBucketLocation", BUCKETS_WITHOUT_REGION.get(account.accountId()));
            if (account.state().status() == Status.ENABLED) calls.put("inspector2:ListFindings", 2L);
            if (account.resourceState().ec2().status() != Status.ENABLED) continue;
            for (String once : List.of(
                    "inspector2:ListCisScanConfigurations", "inspector2:ListCisScans", "inspector2:ListCoverage"))
                calls.put(once, 1L);
            calls.put(
                    "inspector2:ListCisScanResultsAggregatedByTargetResource",
                    documents(unit, ResourceTypes.INSPECTOR_CIS_TARGET, InspectorCisTarget.class).stream()
                            .map(InspectorCisTarget::scanArn)
                            .distinct()
                            .count());
        }
    }

    static Map<String, Long> ofAccount(UnitRead unit) {
        Map<String, Long> calls = new TreeMap<>();
        long trails = unit.count(ResourceTypes.CLOUDTRAIL_TRAIL);
        calls.put("s3:GetBucketLifecycleConfiguration", trails);
        calls.put(
                "logs:DescribeLogGroups",
                documents(unit, ResourceTypes.CLOUDTRAIL_TRAIL, CloudTrailTrail.class).stream()
                        .filter(trail -> trail.trail().cloudWatchLogsLogGroupArn() != null)
                        .count());
        AwsAccount account =
                documents(unit, ResourceTypes.ACCOUNT, AwsAccount.class).getFirst();
        AccountMonitoring monitoring = account.monitoring();
        if (monitoring.trailWatches() instanceof Read.Known<List<TrailWatch>>(List<TrailWatch> watches)) {
            calls.put("logs:DescribeMetricFilters", (long) watches.size());
            calls.put("cloudwatch:DescribeAlarms", watches.isEmpty() ? 0L : 1L);
        }
        calls.put("sns:GetTopicAttributes", TOPICS.get(account.id()));
        if (monitoring.aggregation() instanceof Read.Known<Optional<AggregationDuty>>(Optional<AggregationDuty> duty)
                && duty.filter(AggregationDuty::managementAccount).isPresent())
            calls.put("organizations:ListDelegatedAdministrators", 1L);
        return calls;
    }

    private static <R extends Record> List<R> documents(UnitRead unit, ResourceType<R> type, Class<R> document) {
        return unit.resources().getOrDefault(type, List.of()).stream()
                .map(Resource::document)
                .map(document::cast)
                .toList();
    }
}
