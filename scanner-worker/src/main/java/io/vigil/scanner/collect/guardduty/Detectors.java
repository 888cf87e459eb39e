package io.vigil.scanner.collect.guardduty;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.guardduty.GuardDutyDetector;
import io.vigil.checks.aws.guardduty.RuntimeCoverage;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.guardduty.model.Condition;
import software.amazon.awssdk.services.guardduty.model.CoverageFilterCriterionKey;
import software.amazon.awssdk.services.guardduty.model.CoverageStatisticsType;
import software.amazon.awssdk.services.guardduty.model.CoverageStatus;
import software.amazon.awssdk.services.guardduty.model.DetectorFeatureResult;
import software.amazon.awssdk.services.guardduty.model.DetectorStatus;
import software.amazon.awssdk.services.guardduty.model.FeatureStatus;
import software.amazon.awssdk.services.guardduty.model.GetAdministratorAccountRequest;
import software.amazon.awssdk.services.guardduty.model.GetCoverageStatisticsRequest;
import software.amazon.awssdk.services.guardduty.model.GetDetectorRequest;
import software.amazon.awssdk.services.guardduty.model.GetDetectorResponse;
import software.amazon.awssdk.services.guardduty.model.ListDetectorsRequest;
import software.amazon.awssdk.services.guardduty.model.ListDetectorsResponse;
import software.amazon.awssdk.services.guardduty.model.ListFindingsRequest;
import software.amazon.awssdk.services.guardduty.model.ListFindingsResponse;
import software.amazon.awssdk.services.guardduty.model.ListMembersRequest;

/** A region's GuardDuty detector; a region without one has none. */
public final class Detectors implements Collector<GuardDutyDetector> {
    @Override
    public ResourceType<GuardDutyDetector> type() {
        return ResourceTypes.GUARDDUTY_DETECTOR;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                "guardduty:ListDetectors",
                "guardduty:GetDetector",
                "guardduty:GetAdministratorAccount",
                "guardduty:ListMembers",
                "guardduty:ListFindings",
                "guardduty:GetCoverageStatistics");
    }

    private static final int PAGE = 50;
    private static final long HIGH = 7;
    private static final Set<DetectorFeatureResult> RUNTIME =
            Set.of(DetectorFeatureResult.RUNTIME_MONITORING, DetectorFeatureResult.EKS_RUNTIME_MONITORING);

    /** AWS's word for a detector that was deleted since it was listed, among other things. */
    private static final Set<String> GONE = Set.of("BadRequestException");

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<GuardDutyDetector> sink) throws InterruptedException {
        Listed<String> ids = scope.calls()
                .list(
                        GuardDutyClient.class,
                        scope.region(),
                        ListDetectorsRequest.builder().maxResults(PAGE).build(),
                        GuardDutyClient::listDetectorsPaginator,
                        ListDetectorsResponse::detectorIds);
        return ids.end().and(ReadParts.handOver(scope, ids.items(), id -> resource(scope, id), sink));
    }

    private Read<Optional<Resource<GuardDutyDetector>>> resource(UnitScope scope, String id)
            throws InterruptedException {
        Read<Optional<GetDetectorResponse>> described = scope.calls()
                .find(
                        GuardDutyClient.class,
                        scope.region(),
                        GetDetectorRequest.builder().detectorId(id).build(),
                        GuardDutyClient::getDetector,
                        GONE);
        if (!(described instanceof Read.Known<Optional<GetDetectorResponse>>(Optional<GetDetectorResponse> found))
                || found.isEmpty()) return described.map(none -> Optional.empty());
        GetDetectorResponse detector = found.get();
        boolean on = detector.status() == DetectorStatus.ENABLED;
        return Read.known(Optional.of(new Resource<>(
                type(),
                scope.region(),
                scope.arn("guardduty", "detector/" + id),
                id,
                detector.tags(),
                new GuardDutyDetector(
                        id,
                        detector,
                        scope.calls()
                                .get(
                                        GuardDutyClient.class,
                                        scope.region(),
                                        GetAdministratorAccountRequest.builder()
                                                .detectorId(id)
                                                .build(),
                                        GuardDutyClient::getAdministratorAccount)
                                .map(answer -> Optional.ofNullable(answer.administrator())
                                        .filter(administrator -> administrator.accountId() != null)),
                        scope.calls()
                                .get(
                                        GuardDutyClient.class,
                                        scope.region(),
                                        ListMembersRequest.builder()
                                                .detectorId(id)
                                                .onlyAssociated("true")
                                                .maxResults(1)
                                                .build(),
                                        GuardDutyClient::listMembers)
                                .map(answer -> !answer.members().isEmpty()),
                        on
                                ? highFindings(scope, id)
                                : Read.notAsked("guardduty:ListFindings", "the detector is suspended"),
                        on && watchesRuntime(detector)
                                ? coverage(scope, id)
                                : Read.notAsked("guardduty:GetCoverageStatistics", "runtime monitoring is off")))));
    }

    private static boolean watchesRuntime(GetDetectorResponse detector) {
        return detector.features().stream()
                .anyMatch(feature -> RUNTIME.contains(feature.name()) && feature.status() == FeatureStatus.ENABLED);
    }

    /** Of this account alone: an administrator is shown its members' findings, too. */
    private static Read<List<String>> highFindings(UnitScope scope, String id) throws InterruptedException {
        Map<String, Condition> criteria = Map.of(
                "service.archived", Condition.builder().equalsValue("false").build(),
                "severity", Condition.builder().greaterThanOrEqual(HIGH).build(),
                "accountId",
                        Condition.builder().equalsValue(scope.account().value()).build());
        return scope.calls()
                .get(
                        GuardDutyClient.class,
                        scope.region(),
                        ListFindingsRequest.builder()
                                .detectorId(id)
                                .findingCriteria(c -> c.criterion(criteria))
                                .maxResults(PAGE)
                                .build(),
                        GuardDutyClient::listFindings)
                .map(ListFindingsResponse::findingIds);
    }

    private static Read<RuntimeCoverage> coverage(UnitScope scope, String id) throws InterruptedException {
        return scope.calls()
                .get(
                        GuardDutyClient.class,
                        scope.region(),
                        GetCoverageStatisticsRequest.builder()
                                .detectorId(id)
                                .statisticsType(CoverageStatisticsType.COUNT_BY_COVERAGE_STATUS)
                                .filterCriteria(f ->
                                        f.filterCriterion(c -> c.criterionKey(CoverageFilterCriterionKey.ACCOUNT_ID)
                                                .filterCondition(e -> e.equalsValue(
                                                        scope.account().value()))))
                                .build(),
                        GuardDutyClient::getCoverageStatistics)
                .map(answer -> answer.coverageStatistics().countByCoverageStatus())
                .map(counts -> new RuntimeCoverage(
                        counts.getOrDefault(CoverageStatus.HEALTHY, 0L),
                        counts.getOrDefault(CoverageStatus.UNHEALTHY, 0L)));
    }
}
