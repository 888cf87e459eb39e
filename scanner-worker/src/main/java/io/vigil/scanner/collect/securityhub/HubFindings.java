package io.vigil.scanner.collect.securityhub;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.securityhub.SecurityHubFinding;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.FirstPages;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingFilters;
import software.amazon.awssdk.services.securityhub.model.DescribeHubResponse;
import software.amazon.awssdk.services.securityhub.model.GetFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.GetFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.StringFilter;
import software.amazon.awssdk.services.securityhub.model.StringFilterComparison;

/**
 * The open critical and high findings of this account and region in Security Hub. What Inspector, GuardDuty and Config
 * send there is read from themselves, and what other accounts and regions send is read there.
 */
public final class HubFindings implements Collector<SecurityHubFinding> {
    @Override
    public ResourceType<SecurityHubFinding> type() {
        return ResourceTypes.SECURITYHUB_FINDING;
    }

    @Override
    public Set<String> operations() {
        return Set.of("securityhub:DescribeHub", "securityhub:GetFindings");
    }

    private static final int PAGE = 100;
    private static final int MAX_PAGES = 100;

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<SecurityHubFinding> sink) throws InterruptedException {
        Read<Optional<DescribeHubResponse>> hub = Hubs.described(scope);
        if (hub instanceof Read.Missing<Optional<DescribeHubResponse>>(Unread why)) return new ListEnd.NotReached(why);
        if (hub.equals(Read.known(Optional.empty()))) return ListEnd.REACHED;
        FirstPages first = new FirstPages("securityhub:GetFindings", MAX_PAGES);
        return first.end(scope.calls().stream(
                SecurityHubClient.class,
                scope.region(),
                GetFindingsRequest.builder()
                        .filters(open(scope))
                        .maxResults(PAGE)
                        .build(),
                (client, request) -> first.of(client.getFindingsPaginator(request)),
                GetFindingsResponse::findings,
                page -> {
                    for (AwsSecurityFinding finding : page) sink.accept(resource(scope, finding));
                }));
    }

    private static AwsSecurityFindingFilters open(UnitScope scope) {
        return AwsSecurityFindingFilters.builder()
                .awsAccountId(is(scope.account().value()))
                .region(is(scope.region().value()))
                .recordState(is("ACTIVE"))
                .workflowStatus(is("NEW"), is("NOTIFIED"))
                .severityLabel(is("CRITICAL"), is("HIGH"))
                .productName(isNot("Inspector"), isNot("GuardDuty"), isNot("Config"))
                .build();
    }

    private static StringFilter is(String value) {
        return filter(value, StringFilterComparison.EQUALS);
    }

    private static StringFilter isNot(String value) {
        return filter(value, StringFilterComparison.NOT_EQUALS);
    }

    private static StringFilter filter(String value, StringFilterComparison comparison) {
        return StringFilter.builder().value(value).comparison(comparison).build();
    }

    private Resource<SecurityHubFinding> resource(UnitScope scope, AwsSecurityFinding finding) {
        return new Resource<>(
                type(),
                scope.region(),
                finding.id(),
                finding.title(),
                Map.of(),
                new SecurityHubFinding(
                        finding.id(),
                        finding.title(),
                        Objects.requireNonNullElse(finding.productName(), ""),
                        finding.resources().isEmpty()
                                ? ""
                                : finding.resources().getFirst().id(),
                        finding.severity() == null
                                ? ""
                                : Objects.requireNonNullElse(finding.severity().labelAsString(), ""),
                        time(List.of(
                                Optional.ofNullable(finding.firstObservedAt()),
                                Optional.ofNullable(finding.createdAt()))),
                        time(List.of(
                                Optional.ofNullable(finding.lastObservedAt()),
                                Optional.ofNullable(finding.updatedAt()))),
                        Objects.requireNonNullElse(finding.recordStateAsString(), ""),
                        finding.workflow() == null
                                ? ""
                                : Objects.requireNonNullElse(finding.workflow().statusAsString(), "")));
    }

    /** The first that is told and is a time; products write them themselves. A finding without any counts as old. */
    static Instant time(List<Optional<String>> told) {
        return told.stream()
                .flatMap(Optional::stream)
                .map(HubFindings::parsed)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    private static @Nullable Instant parsed(String told) {
        try {
            return OffsetDateTime.parse(told).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
