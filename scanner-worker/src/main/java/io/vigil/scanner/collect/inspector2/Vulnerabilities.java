package io.vigil.scanner.collect.inspector2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.inspector2.InspectorFinding;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.FirstPages;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.inspector2.Inspector2Client;
import software.amazon.awssdk.services.inspector2.model.AccountState;
import software.amazon.awssdk.services.inspector2.model.Finding;
import software.amazon.awssdk.services.inspector2.model.FindingStatus;
import software.amazon.awssdk.services.inspector2.model.FindingType;
import software.amazon.awssdk.services.inspector2.model.ListFindingsRequest;
import software.amazon.awssdk.services.inspector2.model.ListFindingsResponse;
import software.amazon.awssdk.services.inspector2.model.Severity;

/** The active critical vulnerabilities that Inspector found in this account and region; none where it is off. */
public final class Vulnerabilities implements Collector<InspectorFinding> {
    @Override
    public ResourceType<InspectorFinding> type() {
        return ResourceTypes.INSPECTOR_FINDING;
    }

    @Override
    public Set<String> operations() {
        return Set.of("inspector2:BatchGetAccountStatus", "inspector2:ListFindings");
    }

    private static final int PAGE = 100;
    private static final int MAX_PAGES = 100;

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<InspectorFinding> sink) throws InterruptedException {
        switch (InspectorState.of(scope)) {
            case Read.Missing<AccountState>(Unread why) -> {
                return new ListEnd.NotReached(why);
            }
            case Read.Known<AccountState>(AccountState account) -> {
                return InspectorState.isOn(account) ? read(scope, sink) : ListEnd.REACHED;
            }
        }
    }

    private ListEnd read(UnitScope scope, ResourceSink<InspectorFinding> sink) throws InterruptedException {
        FirstPages first = new FirstPages("inspector2:ListFindings", MAX_PAGES);
        return first.end(scope.calls().stream(
                Inspector2Client.class,
                scope.region(),
                ListFindingsRequest.builder()
                        .filterCriteria(f -> f.awsAccountId(
                                        InspectorState.is(scope.account().value()))
                                .findingStatus(InspectorState.is(FindingStatus.ACTIVE.toString()))
                                .findingType(InspectorState.is(FindingType.PACKAGE_VULNERABILITY.toString()))
                                .severity(InspectorState.is(Severity.CRITICAL.toString())))
                        .maxResults(PAGE)
                        .build(),
                (client, request) -> first.of(client.listFindingsPaginator(request)),
                ListFindingsResponse::findings,
                page -> {
                    for (Finding finding : page) sink.accept(resource(scope, finding));
                }));
    }

    private Resource<InspectorFinding> resource(UnitScope scope, Finding finding) {
        String title = Objects.requireNonNullElse(finding.title(), finding.findingArn());
        return new Resource<>(
                type(),
                scope.region(),
                finding.findingArn(),
                title,
                Map.of(),
                new InspectorFinding(
                        finding.findingArn(),
                        title,
                        finding.packageVulnerabilityDetails() == null
                                ? title
                                : finding.packageVulnerabilityDetails().vulnerabilityId(),
                        finding.resources().stream().map(each -> each.id()).collect(Collectors.joining(", ")),
                        finding.severityAsString(),
                        finding.statusAsString(),
                        Objects.requireNonNullElse(finding.fixAvailableAsString(), "unknown"),
                        finding.firstObservedAt(),
                        finding.lastObservedAt()));
    }
}
