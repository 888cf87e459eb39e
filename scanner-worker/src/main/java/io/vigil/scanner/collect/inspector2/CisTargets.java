package io.vigil.scanner.collect.inspector2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.inspector2.InspectorCisTarget;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.inspector2.Inspector2Client;
import software.amazon.awssdk.services.inspector2.model.AccountState;
import software.amazon.awssdk.services.inspector2.model.CisScan;
import software.amazon.awssdk.services.inspector2.model.CisScanStatus;
import software.amazon.awssdk.services.inspector2.model.CisSortOrder;
import software.amazon.awssdk.services.inspector2.model.CisTargetResourceAggregation;
import software.amazon.awssdk.services.inspector2.model.ListCisScanResultsAggregatedByTargetResourceRequest;
import software.amazon.awssdk.services.inspector2.model.ListCisScanResultsAggregatedByTargetResourceResponse;
import software.amazon.awssdk.services.inspector2.model.ListCisScansRequest;
import software.amazon.awssdk.services.inspector2.model.ListCisScansResponse;
import software.amazon.awssdk.services.inspector2.model.ListCisScansSortBy;

/**
 * The instances of this account in the newest finished CIS scan of each configuration; none where Inspector does not scan
 * instances.
 */
public final class CisTargets implements Collector<InspectorCisTarget> {
    @Override
    public ResourceType<InspectorCisTarget> type() {
        return ResourceTypes.INSPECTOR_CIS_TARGET;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                "inspector2:BatchGetAccountStatus",
                "inspector2:ListCisScans",
                "inspector2:ListCisScanResultsAggregatedByTargetResource");
    }

    private static final int PAGE = 100;

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<InspectorCisTarget> sink) throws InterruptedException {
        Read<AccountState> account = InspectorState.of(scope);
        if (account instanceof Read.Missing<AccountState>(Unread why)) return new ListEnd.NotReached(why);
        if (account instanceof Read.Known<AccountState>(AccountState state) && !InspectorState.scansInstances(state))
            return ListEnd.REACHED;
        Listed<CisScan> scans = scope.calls()
                .list(
                        Inspector2Client.class,
                        scope.region(),
                        ListCisScansRequest.builder()
                                .sortBy(ListCisScansSortBy.SCAN_START_DATE)
                                .sortOrder(CisSortOrder.DESC)
                                .maxResults(PAGE)
                                .build(),
                        Inspector2Client::listCisScansPaginator,
                        ListCisScansResponse::scans);
        ListEnd end = scans.end();
        for (CisScan scan : newest(scans.items())) end = end.and(targets(scope, scan, sink));
        return end;
    }

    private static Collection<CisScan> newest(Collection<CisScan> scans) {
        Map<String, CisScan> newest = new LinkedHashMap<>();
        for (CisScan scan : scans)
            if (scan.status() == CisScanStatus.COMPLETED && scan.scanDate() != null)
                newest.merge(
                        Objects.requireNonNullElse(scan.scanConfigurationArn(), scan.scanArn()),
                        scan,
                        (one, other) -> one.scanDate().isBefore(other.scanDate()) ? other : one);
        return newest.values();
    }

    private ListEnd targets(UnitScope scope, CisScan scan, ResourceSink<InspectorCisTarget> sink)
            throws InterruptedException {
        return scope.calls().stream(
                Inspector2Client.class,
                scope.region(),
                ListCisScanResultsAggregatedByTargetResourceRequest.builder()
                        .scanArn(scan.scanArn())
                        .maxResults(PAGE)
                        .build(),
                Inspector2Client::listCisScanResultsAggregatedByTargetResourcePaginator,
                ListCisScanResultsAggregatedByTargetResourceResponse::targetResourceAggregations,
                page -> {
                    for (CisTargetResourceAggregation target : page)
                        if (scope.account().value().equals(target.accountId()))
                            sink.accept(resource(scope, scan, target));
                });
    }

    /** Named by its configuration, so that the next scan's result is the same resource. */
    private Resource<InspectorCisTarget> resource(UnitScope scope, CisScan scan, CisTargetResourceAggregation target) {
        String configuration = Objects.requireNonNullElse(scan.scanConfigurationArn(), scan.scanArn());
        return new Resource<>(
                type(),
                scope.region(),
                configuration + "/" + target.targetResourceId(),
                target.targetResourceId(),
                Map.of(),
                new InspectorCisTarget(
                        target.targetResourceId(),
                        Objects.requireNonNullElse(scan.scanName(), scan.scanArn()),
                        scan.scanArn(),
                        Objects.requireNonNullElse(target.platform(), ""),
                        Objects.requireNonNullElse(target.targetStatusAsString(), ""),
                        count(
                                target.statusCounts() == null
                                        ? null
                                        : target.statusCounts().passed()),
                        count(
                                target.statusCounts() == null
                                        ? null
                                        : target.statusCounts().failed()),
                        scan.scanDate()));
    }

    private static int count(@Nullable Integer told) {
        return told == null ? 0 : told;
    }
}
