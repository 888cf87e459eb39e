package io.vigil.scanner.collect.account;

import io.vigil.checks.Read;
import io.vigil.checks.aws.account.AccountDetector;
import io.vigil.checks.aws.account.AccountRegion;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.cloudtrail.RegionTrails;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ListAnalyzersResponse;
import software.amazon.awssdk.services.config.ConfigClient;
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
import software.amazon.awssdk.services.ssoadmin.SsoAdminClient;
import software.amazon.awssdk.services.ssoadmin.model.ListInstancesRequest;
import software.amazon.awssdk.services.ssoadmin.model.ListInstancesResponse;

/** What watches one region for its account; each part is read, or missing, for itself. */
final class RegionFacts {
    static final Set<String> OPERATIONS = Stream.concat(
                    RegionTrails.OPERATIONS.stream(),
                    Stream.of(
                            "config:DescribeConfigurationRecorders",
                            "config:DescribeConfigurationRecorderStatus",
                            "guardduty:ListDetectors",
                            "guardduty:GetDetector",
                            "securityhub:DescribeHub",
                            "accessanalyzer:ListAnalyzers",
                            "sso-admin:ListInstances"))
            .collect(Collectors.toUnmodifiableSet());

    /** AWS's word for an account that has not enabled Security Hub; a denied call has another one. */
    private static final Set<String> NOT_ENABLED = Set.of("InvalidAccessException");

    private static final int DETECTORS_PAGE = 50;
    private static final int ANALYZERS_PAGE = 100;
    private static final int INSTANCES_PAGE = 100;

    private RegionFacts() {}

    static AccountRegion of(UnitScope scope, Region region) throws InterruptedException {
        return new AccountRegion(
                region.value(),
                RegionTrails.in(scope, region),
                scope.calls()
                        .get(
                                ConfigClient.class,
                                region,
                                DescribeConfigurationRecordersRequest.builder().build(),
                                ConfigClient::describeConfigurationRecorders)
                        .map(DescribeConfigurationRecordersResponse::configurationRecorders),
                scope.calls()
                        .get(
                                ConfigClient.class,
                                region,
                                DescribeConfigurationRecorderStatusRequest.builder()
                                        .build(),
                                ConfigClient::describeConfigurationRecorderStatus)
                        .map(DescribeConfigurationRecorderStatusResponse::configurationRecordersStatus),
                detectors(scope, region),
                scope.calls()
                        .find(
                                SecurityHubClient.class,
                                region,
                                DescribeHubRequest.builder().build(),
                                SecurityHubClient::describeHub,
                                NOT_ENABLED),
                scope.calls()
                        .list(
                                AccessAnalyzerClient.class,
                                region,
                                ListAnalyzersRequest.builder()
                                        .maxResults(ANALYZERS_PAGE)
                                        .build(),
                                AccessAnalyzerClient::listAnalyzersPaginator,
                                ListAnalyzersResponse::analyzers)
                        .whole(),
                scope.calls()
                        .list(
                                SsoAdminClient.class,
                                region,
                                ListInstancesRequest.builder()
                                        .maxResults(INSTANCES_PAGE)
                                        .build(),
                                SsoAdminClient::listInstancesPaginator,
                                ListInstancesResponse::instances)
                        .whole());
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
