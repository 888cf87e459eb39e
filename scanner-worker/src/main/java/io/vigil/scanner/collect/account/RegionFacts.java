package io.vigil.scanner.collect.account;

import io.vigil.checks.Read;
import io.vigil.checks.aws.account.AccountDetector;
import io.vigil.checks.aws.account.AccountRegion;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.cloudtrail.RegionTrails;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerSummary;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersResponse;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.ConfigurationRecorderStatus;
import software.amazon.awssdk.services.config.model.DescribeConfigurationRecorderStatusRequest;
import software.amazon.awssdk.services.config.model.DescribeConfigurationRecorderStatusResponse;
import software.amazon.awssdk.services.config.model.DescribeConfigurationRecordersRequest;
import software.amazon.awssdk.services.config.model.DescribeConfigurationRecordersResponse;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.guardduty.model.GetDetectorRequest;
import software.amazon.awssdk.services.guardduty.model.ListDetectorsRequest;
import software.amazon.awssdk.services.guardduty.model.ListDetectorsResponse;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.DescribeHubRequest;
import software.amazon.awssdk.services.securityhub.model.DescribeHubResponse;
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.InstanceMetadata;
import software.amazon.awssdk.services.ssoadmin.model.ListInstancesRequest;
import software.amazon.awssdk.services.ssoadmin.model.ListInstancesResponse;

/** What watches one region for its account; each part is read, or missing, for itself. */
final class RegionFacts {
    private static final String RECORDERS = "config:DescribeConfigurationRecorders";
    private static final String RECORDER_STATUSES = "config:DescribeConfigurationRecorderStatus";
    private static final String DETECTORS = "guardduty:ListDetectors";
    private static final String HUB = "securityhub:DescribeHub";
    private static final String ANALYZERS = "accessanalyzer:ListAnalyzers";
    private static final String IDENTITY_CENTERS = "sso-admin:ListInstances";

    /** By the part that takes them. */
    static final Map<String, Set<String>> OPERATIONS = Map.of(
            "trails", RegionTrails.OPERATIONS,
            "configRecorders", Set.of(RECORDERS),
            "configRecorderStatuses", Set.of(RECORDER_STATUSES),
            "detectors", Set.of(DETECTORS, "guardduty:GetDetector"),
            "hub", Set.of(HUB),
            "analyzers", Set.of(ANALYZERS),
            "identityCenters", Set.of(IDENTITY_CENTERS));

    /** AWS's word for an account that has not enabled Security Hub; a denied call has another one. */
    private static final Set<String> NOT_ENABLED = Set.of("InvalidAccessException");

    private static final int DETECTORS_PAGE = 50;
    private static final int ANALYZERS_PAGE = 100;
    private static final int INSTANCES_PAGE = 100;

    private RegionFacts() {}

    static AccountRegion of(UnitScope scope, Region region) throws InterruptedException {
        return new AccountRegion(
                region.value(),
                scope.part("regions.trails", "cloudtrail:DescribeTrails", () -> RegionTrails.in(scope, region)),
                scope.part("regions.configRecorders", RECORDERS, () -> recorders(scope, region)),
                scope.part("regions.configRecorderStatuses", RECORDER_STATUSES, () -> statuses(scope, region)),
                scope.part("regions.detectors", DETECTORS, () -> detectors(scope, region)),
                scope.part("regions.hub", HUB, () -> hub(scope, region)),
                scope.part("regions.analyzers", ANALYZERS, () -> analyzers(scope, region)),
                scope.part("regions.identityCenters", IDENTITY_CENTERS, () -> identityCenters(scope, region)));
    }

    private static Read<List<ConfigurationRecorder>> recorders(UnitScope scope, Region region)
            throws InterruptedException {
        return scope.calls()
                .get(
                        ConfigClient.class,
                        region,
                        DescribeConfigurationRecordersRequest.builder().build(),
                        ConfigClient::describeConfigurationRecorders)
                .map(DescribeConfigurationRecordersResponse::configurationRecorders);
    }

    private static Read<List<ConfigurationRecorderStatus>> statuses(UnitScope scope, Region region)
            throws InterruptedException {
        return scope.calls()
                .get(
                        ConfigClient.class,
                        region,
                        DescribeConfigurationRecorderStatusRequest.builder().build(),
                        ConfigClient::describeConfigurationRecorderStatus)
                .map(DescribeConfigurationRecorderStatusResponse::configurationRecordersStatus);
    }

    private static Read<Optional<DescribeHubResponse>> hub(UnitScope scope, Region region) throws InterruptedException {
        return scope.calls()
                .find(
                        SecurityHubClient.class,
                        region,
                        DescribeHubRequest.builder().build(),
                        SecurityHubClient::describeHub,
                        NOT_ENABLED);
    }

    private static Read<List<AnalyzerSummary>> analyzers(UnitScope scope, Region region) throws InterruptedException {
        return scope.calls()
                .list(
                        AccessAnalyzerClient.class,
                        region,
                        ListAnalyzersRequest.builder()
                                .maxResults(ANALYZERS_PAGE)
                                .build(),
                        AccessAnalyzerClient::listAnalyzersPaginator,
                        ListAnalyzersResponse::analyzers)
                .whole();
    }

    private static Read<List<InstanceMetadata>> identityCenters(UnitScope scope, Region region)
            throws InterruptedException {
        return scope.calls()
                .list(
                        SsoAdminClient.class,
                        region,
                        ListInstancesRequest.builder()
                                .maxResults(INSTANCES_PAGE)
                                .build(),
                        SsoAdminClient::listInstancesPaginator,
                        ListInstancesResponse::instances)
                .whole();
    }

    private static Read<List<AccountDetector>> detectors(UnitScope scope, Region region) throws InterruptedException {
        Read<List<String>> ids = scope.calls()
                .list(
                        GuardDutyClient.class,
                        region,
                        ListDetectorsRequest.builder()
                                .maxResults(DETECTORS_PAGE)
                                .build(),
                        GuardDutyClient::listDetectorsPaginator,
                        ListDetectorsResponse::detectorIds)
                .whole();
        return switch (ids) {
            case Read.Missing<List<String>>(Unread why) -> Read.missing(why);
            case Read.Known<List<String>>(List<String> known) ->
                Read.known(scope.each(known, id -> detector(scope, region, id)));
        };
    }

    private static AccountDetector detector(UnitScope scope, Region region, String id) throws InterruptedException {
        return new AccountDetector(
                id,
                scope.calls()
                        .get(
                                GuardDutyClient.class,
                                region,
                                GetDetectorRequest.builder().detectorId(id).build(),
                                GuardDutyClient::getDetector));
    }
}
