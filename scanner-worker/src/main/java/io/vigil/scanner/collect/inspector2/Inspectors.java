package io.vigil.scanner.collect.inspector2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.inspector2.InspectorRegion;
import io.vigil.checks.aws.inspector2.UnscannedInstance;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.inspector2.Inspector2Client;
import software.amazon.awssdk.services.inspector2.model.AccountState;
import software.amazon.awssdk.services.inspector2.model.CisScanConfiguration;
import software.amazon.awssdk.services.inspector2.model.CoverageResourceType;
import software.amazon.awssdk.services.inspector2.model.CoverageStringComparison;
import software.amazon.awssdk.services.inspector2.model.CoverageStringFilter;
import software.amazon.awssdk.services.inspector2.model.CoveredResource;
import software.amazon.awssdk.services.inspector2.model.Finding;
import software.amazon.awssdk.services.inspector2.model.FindingStatus;
import software.amazon.awssdk.services.inspector2.model.ListCisScanConfigurationsRequest;
import software.amazon.awssdk.services.inspector2.model.ListCisScanConfigurationsResponse;
import software.amazon.awssdk.services.inspector2.model.ListCoverageRequest;
import software.amazon.awssdk.services.inspector2.model.ListCoverageResponse;
import software.amazon.awssdk.services.inspector2.model.ListFindingsRequest;
import software.amazon.awssdk.services.inspector2.model.ScanStatusCode;

/** Inspector in a region, once, on or off. */
public final class Inspectors implements Collector<InspectorRegion> {
    @Override
    public ResourceType<InspectorRegion> type() {
        return ResourceTypes.INSPECTOR_REGION;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                "inspector2:BatchGetAccountStatus",
                "inspector2:ListCisScanConfigurations",
                "inspector2:ListCoverage",
                "inspector2:ListFindings",
                "ec2:DescribeInstances");
    }

    private static final int MAX_FINDINGS = 25;
    private static final int PAGE = 200;
    private static final int CONFIGURATIONS_PAGE = 100;

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<InspectorRegion> sink) throws InterruptedException {
        Read<AccountState> account = InspectorState.of(scope);
        boolean on = account instanceof Read.Known<AccountState>(AccountState state) && InspectorState.isOn(state);
        boolean instances =
                account instanceof Read.Known<AccountState>(AccountState state) && InspectorState.scansInstances(state);
        Read<List<Instance>> running = instances ? running(scope) : off(account, "ec2:DescribeInstances");
        sink.accept(new Resource<>(
                type(),
                scope.region(),
                "%s/%s/inspector2".formatted(scope.account(), scope.region()),
                "Inspector of " + scope.region(),
                Map.of(),
                new InspectorRegion(
                        scope.region().value(),
                        account,
                        instances ? recurringCisScans(scope) : off(account, "inspector2:ListCisScanConfigurations"),
                        running.map(List::size),
                        instances ? unscanned(scope, running) : off(account, "inspector2:ListCoverage"),
                        on ? activeFindings(scope) : off(account, "inspector2:ListFindings"))));
        return ListEnd.REACHED;
    }

    /** What is not asked: since Inspector does not scan here, or for the reason that nobody knows whether it does. */
    private static <T> Read<T> off(Read<AccountState> account, String operation) {
        return account.flatMap(state -> Read.notAsked(operation, "Inspector does not scan here"));
    }

    private static Read<List<String>> recurringCisScans(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        Inspector2Client.class,
                        scope.region(),
                        ListCisScanConfigurationsRequest.builder()
                                .maxResults(CONFIGURATIONS_PAGE)
                                .build(),
                        Inspector2Client::listCisScanConfigurationsPaginator,
                        ListCisScanConfigurationsResponse::scanConfigurations)
                .whole()
                .map(all -> all.stream()
                        .filter(scan ->
                                scan.schedule() != null && scan.schedule().oneTime() == null)
                        .map(CisScanConfiguration::scanConfigurationArn)
                        .toList());
    }

    private static Read<List<Instance>> running(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        DescribeInstancesRequest.builder()
                                .maxResults(/* the most that AWS gives */ 1000)
                                .build(),
                        Ec2Client::describeInstancesPaginator,
                        DescribeInstancesResponse::reservations)
                .whole()
                .map(reservations -> reservations.stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .filter(instance ->
                                instance.state() != null && instance.state().name() == InstanceStateName.RUNNING)
                        .toList());
    }

    private static Read<List<UnscannedInstance>> unscanned(UnitScope scope, Read<List<Instance>> running)
            throws InterruptedException {
        CoverageStringFilter own = CoverageStringFilter.builder()
                .comparison(CoverageStringComparison.EQUALS)
                .value(scope.account().value())
                .build();
        CoverageStringFilter instances = own.toBuilder()
                .value(CoverageResourceType.AWS_EC2_INSTANCE.toString())
                .build();
        Read<List<CoveredResource>> covered = scope.calls()
                .list(
                        Inspector2Client.class,
                        scope.region(),
                        ListCoverageRequest.builder()
                                .filterCriteria(f -> f.accountId(own).resourceType(instances))
                                .maxResults(PAGE)
                                .build(),
                        Inspector2Client::listCoveragePaginator,
                        ListCoverageResponse::coveredResources)
                .whole();
        return running.flatMap(all -> covered.map(known -> unscanned(all, known)));
    }

    static List<UnscannedInstance> unscanned(List<Instance> running, List<CoveredResource> covered) {
        Map<String, CoveredResource> byId = covered.stream()
                .collect(Collectors.toMap(CoveredResource::resourceId, each -> each, Inspectors::better));
        return running.stream()
                .filter(instance -> !isScanned(byId.get(instance.instanceId())))
                .map(instance -> new UnscannedInstance(instance.instanceId(), reason(byId.get(instance.instanceId()))))
                .toList();
    }

    /** An instance has one entry a kind of scan; one that works is enough to be scanned for packages. */
    private static CoveredResource better(CoveredResource one, CoveredResource other) {
        return isScanned(one) ? one : other;
    }

    private static boolean isScanned(@Nullable CoveredResource covered) {
        return covered != null
                && covered.scanStatus() != null
                && covered.scanStatus().statusCode() == ScanStatusCode.ACTIVE;
    }

    private static String reason(@Nullable CoveredResource covered) {
        return covered == null || covered.scanStatus() == null
                ? "NOT_COVERED"
                : Objects.requireNonNullElse(covered.scanStatus().reasonAsString(), "INACTIVE");
    }

    private static Read<List<String>> activeFindings(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .get(
                        Inspector2Client.class,
                        scope.region(),
                        ListFindingsRequest.builder()
                                .filterCriteria(f -> f.awsAccountId(InspectorState.is(
                                                scope.account().value()))
                                        .findingStatus(InspectorState.is(FindingStatus.ACTIVE.toString())))
                                .maxResults(MAX_FINDINGS)
                                .build(),
                        Inspector2Client::listFindings)
                .map(answer ->
                        answer.findings().stream().map(Finding::findingArn).toList());
    }
}
