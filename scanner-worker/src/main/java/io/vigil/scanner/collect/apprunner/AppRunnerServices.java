package io.vigil.scanner.collect.apprunner;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.apprunner.AppRunnerService;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.wafv2.Protected;
import io.vigil.scanner.collect.wafv2.WebAcls;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.apprunner.AppRunnerClient;
import software.amazon.awssdk.services.apprunner.model.DescribeServiceRequest;
import software.amazon.awssdk.services.apprunner.model.IngressConfiguration;
import software.amazon.awssdk.services.apprunner.model.ListServicesRequest;
import software.amazon.awssdk.services.apprunner.model.ListServicesResponse;
import software.amazon.awssdk.services.apprunner.model.NetworkConfiguration;
import software.amazon.awssdk.services.apprunner.model.ServiceStatus;
import software.amazon.awssdk.services.apprunner.model.ServiceSummary;

/** The services of App Runner in a region; whether the internet reaches one is told by the service alone. */
public final class AppRunnerServices implements Collector<AppRunnerService> {
    private static final int PAGE = 20;
    private static final String KIND = "APP_RUNNER_SERVICE";

    @Override
    public ResourceType<AppRunnerService> type() {
        return ResourceTypes.APPRUNNER_SERVICE;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(
                        Stream.of("apprunner:ListServices", "apprunner:DescribeService"),
                        Protected.operations(KIND).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<AppRunnerService> sink) throws InterruptedException {
        Listed<ServiceSummary> all = scope.calls()
                .list(
                        AppRunnerClient.class,
                        scope.region(),
                        ListServicesRequest.builder().maxResults(PAGE).build(),
                        AppRunnerClient::listServicesPaginator,
                        ListServicesResponse::serviceSummaryList);
        List<ServiceSummary> present = all.items().stream()
                .filter(service -> service.status() != ServiceStatus.DELETED)
                .toList();
        Map<String, Read<String>> acls = Protected.by(
                scope, KIND, present.stream().map(ServiceSummary::serviceArn).toList());
        List<Read<WebEndpoint>> endpoints = scope.each(present, service -> endpoint(scope, service));
        for (int i = 0; i < present.size(); i++) {
            ServiceSummary service = present.get(i);
            Read<String> acl = Objects.requireNonNull(acls.get(service.serviceArn()));
            sink.accept(new Resource<>(
                    type(),
                    scope.region(),
                    service.serviceArn(),
                    service.serviceName(),
                    Map.of(),
                    new AppRunnerService(service, endpoints.get(i), acl, WebAcls.rulesOf(scope, acl))));
        }
        return all.end();
    }

    private static Read<WebEndpoint> endpoint(UnitScope scope, ServiceSummary service) throws InterruptedException {
        return scope.calls()
                .get(
                        AppRunnerClient.class,
                        scope.region(),
                        DescribeServiceRequest.builder()
                                .serviceArn(service.serviceArn())
                                .build(),
                        AppRunnerClient::describeService)
                .flatMap(found -> ReadParts.told("apprunner:DescribeService", found.service()))
                .map(found -> new WebEndpoint(
                        "service",
                        service.serviceArn(),
                        service.serviceName(),
                        isPublic(found.networkConfiguration()),
                        /* filterable */ true));
    }

    /** AWS's default is a public address. */
    private static boolean isPublic(NetworkConfiguration network) {
        IngressConfiguration ingress = network == null ? null : network.ingressConfiguration();
        return ingress == null || !Boolean.FALSE.equals(ingress.isPubliclyAccessible());
    }
}
