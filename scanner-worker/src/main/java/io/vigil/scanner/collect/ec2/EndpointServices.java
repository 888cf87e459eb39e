package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2VpcEndpointService;
import io.vigil.checks.aws.ec2.EndpointCaller;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AllowedPrincipal;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServiceConfigurationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServiceConfigurationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicePermissionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicePermissionsResponse;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.ServiceState;

/** The endpoint services that an account offers in a region, each with who may ask for a connection. */
public final class EndpointServices implements Collector<Ec2VpcEndpointService> {
    private static final int PAGE = 1000;
    private static final Set<ServiceState> GONE =
            Set.of(ServiceState.DELETING, ServiceState.DELETED, ServiceState.FAILED);

    private static final Pattern ACCOUNT = Pattern.compile("(?:arn:[^:]*:[^:]*:[^:]*:)?([0-9]{12})(?::.*)?");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(?:\\.cn)?");

    @Override
    public ResourceType<Ec2VpcEndpointService> type() {
        return ResourceTypes.EC2_VPC_ENDPOINT_SERVICE;
    }

    @Override
    public Set<String> operations() {
        return Set.of("ec2:DescribeVpcEndpointServiceConfigurations", "ec2:DescribeVpcEndpointServicePermissions");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2VpcEndpointService> sink) throws InterruptedException {
        return scope.calls().stream(
                Ec2Client.class,
                scope.region(),
                DescribeVpcEndpointServiceConfigurationsRequest.builder()
                        .maxResults(PAGE)
                        .build(),
                Ec2Client::describeVpcEndpointServiceConfigurationsPaginator,
                DescribeVpcEndpointServiceConfigurationsResponse::serviceConfigurations,
                page -> {
                    List<ServiceConfiguration> living = page.stream()
                            .filter(each -> each.serviceState() == null || !GONE.contains(each.serviceState()))
                            .toList();
                    for (Resource<Ec2VpcEndpointService> each : scope.each(living, s -> resource(scope, s)))
                        sink.accept(each);
                });
    }

    private Resource<Ec2VpcEndpointService> resource(UnitScope scope, ServiceConfiguration it)
            throws InterruptedException {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "vpc-endpoint-service/" + it.serviceId()),
                Ec2Tags.name(it.tags(), it.serviceId()),
                Ec2Tags.of(it.tags()),
                new Ec2VpcEndpointService(it, scope.account().value(), callers(scope, it)));
    }

    private static Read<List<EndpointCaller>> callers(UnitScope scope, ServiceConfiguration service)
            throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        DescribeVpcEndpointServicePermissionsRequest.builder()
                                .serviceId(service.serviceId())
                                .maxResults(PAGE)
                                .build(),
                        Ec2Client::describeVpcEndpointServicePermissionsPaginator,
                        DescribeVpcEndpointServicePermissionsResponse::allowedPrincipals)
                .whole()
                .map(all -> all.stream().map(EndpointServices::caller).toList());
    }

    /** What is neither an account's nor a service of AWS is taken for everybody. */
    static EndpointCaller caller(AllowedPrincipal allowed) {
        String principal = allowed.principal() == null ? "*" : allowed.principal();
        Matcher account = ACCOUNT.matcher(principal);
        if (account.matches()) return new EndpointCaller(principal, account.group(1));
        return new EndpointCaller(principal, SERVICE.matcher(principal).matches() ? "" : "*");
    }
}
