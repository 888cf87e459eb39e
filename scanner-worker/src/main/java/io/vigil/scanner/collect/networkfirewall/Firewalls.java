package io.vigil.scanner.collect.networkfirewall;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.networkfirewall.NetworkFirewall;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.networkfirewall.NetworkFirewallClient;
import software.amazon.awssdk.services.networkfirewall.model.DescribeFirewallPolicyRequest;
import software.amazon.awssdk.services.networkfirewall.model.DescribeFirewallPolicyResponse;
import software.amazon.awssdk.services.networkfirewall.model.DescribeFirewallRequest;
import software.amazon.awssdk.services.networkfirewall.model.DescribeFirewallResponse;
import software.amazon.awssdk.services.networkfirewall.model.DescribeLoggingConfigurationRequest;
import software.amazon.awssdk.services.networkfirewall.model.DescribeLoggingConfigurationResponse;
import software.amazon.awssdk.services.networkfirewall.model.Firewall;
import software.amazon.awssdk.services.networkfirewall.model.FirewallMetadata;
import software.amazon.awssdk.services.networkfirewall.model.FirewallPolicy;
import software.amazon.awssdk.services.networkfirewall.model.FirewallStatusValue;
import software.amazon.awssdk.services.networkfirewall.model.ListFirewallsRequest;
import software.amazon.awssdk.services.networkfirewall.model.ListFirewallsResponse;
import software.amazon.awssdk.services.networkfirewall.model.LogDestinationConfig;
import software.amazon.awssdk.services.networkfirewall.model.Tag;

/** The network firewalls of a region. */
public final class Firewalls implements Collector<NetworkFirewall> {
    /** For {@link #standing}. */
    public static final Set<String> LISTING =
            Set.of("network-firewall:ListFirewalls", "network-firewall:DescribeFirewall");

    private static final String LOGGING = "network-firewall:DescribeLoggingConfiguration";
    private static final String POLICY = "network-firewall:DescribeFirewallPolicy";
    private static final int PAGE = 100;
    private static final Set<String> DELETED_MEANWHILE = Set.of("ResourceNotFoundException");

    @Override
    public ResourceType<NetworkFirewall> type() {
        return ResourceTypes.NETWORKFIREWALL_FIREWALL;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(LISTING.stream(), Stream.of(LOGGING, POLICY)).collect(Collectors.toUnmodifiableSet());
    }

    /** All firewalls of a region but those that are being deleted, read once a unit. */
    public static Read<List<DescribeFirewallResponse>> standing(UnitScope scope) throws InterruptedException {
        Listed<FirewallMetadata> listed = list(scope);
        List<Read<Optional<DescribeFirewallResponse>>> firewalls =
                scope.each(listed.items(), each -> described(scope, each));
        return listed.whole()
                .flatMap(all -> ReadParts.all(firewalls))
                .map(all -> all.stream().flatMap(Optional::stream).toList());
    }

    private static Listed<FirewallMetadata> list(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        NetworkFirewallClient.class,
                        scope.region(),
                        ListFirewallsRequest.builder().maxResults(PAGE).build(),
                        NetworkFirewallClient::listFirewallsPaginator,
                        ListFirewallsResponse::firewalls);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<NetworkFirewall> sink) throws InterruptedException {
        Listed<FirewallMetadata> listed = list(scope);
        return listed.end().and(ReadParts.handOver(scope.each(listed.items(), each -> resource(scope, each)), sink));
    }

    private Read<Optional<Resource<NetworkFirewall>>> resource(UnitScope scope, FirewallMetadata listed)
            throws InterruptedException {
        Read<Optional<DescribeFirewallResponse>> described = described(scope, listed);
        if (!(described
                        instanceof
                        Read.Known<Optional<DescribeFirewallResponse>>(Optional<DescribeFirewallResponse> found))
                || found.isEmpty()) return described.map(none -> Optional.empty());
        Firewall firewall = found.get().firewall();
        return Read.known(Optional.of(new Resource<>(
                type(),
                scope.region(),
                listed.firewallArn(),
                firewall.firewallName() == null ? listed.firewallArn() : firewall.firewallName(),
                tags(firewall),
                new NetworkFirewall(firewall, logDestinations(scope, listed), policy(scope, firewall)))));
    }

    private static Map<String, String> tags(Firewall firewall) {
        return firewall.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value, (first, again) -> again));
    }

    /** Empty when it is gone or going. */
    private static Read<Optional<DescribeFirewallResponse>> described(UnitScope scope, FirewallMetadata listed)
            throws InterruptedException {
        Read<Optional<DescribeFirewallResponse>> answer = scope.calls()
                .find(
                        NetworkFirewallClient.class,
                        scope.region(),
                        DescribeFirewallRequest.builder()
                                .firewallArn(listed.firewallArn())
                                .build(),
                        NetworkFirewallClient::describeFirewall,
                        DELETED_MEANWHILE);
        return ReadParts.toldIfAny(
                        "network-firewall:DescribeFirewall", answer, each -> each.firewall() == null ? null : each)
                .map(found -> found.filter(each -> each.firewallStatus() == null
                        || each.firewallStatus().status() != FirewallStatusValue.DELETING));
    }

    /** One that was never told where to log has no destinations. */
    private static Read<List<LogDestinationConfig>> logDestinations(UnitScope scope, FirewallMetadata listed)
            throws InterruptedException {
        Read<DescribeLoggingConfigurationResponse> answer = scope.calls()
                .get(
                        NetworkFirewallClient.class,
                        scope.region(),
                        DescribeLoggingConfigurationRequest.builder()
                                .firewallArn(listed.firewallArn())
                                .build(),
                        NetworkFirewallClient::describeLoggingConfiguration);
        return answer.flatMap(each -> ReadParts.told(LOGGING, each.firewallArn())
                .map(told -> each.loggingConfiguration() == null
                        ? List.of()
                        : each.loggingConfiguration().logDestinationConfigs()));
    }

    private static Read<FirewallPolicy> policy(UnitScope scope, Firewall firewall) throws InterruptedException {
        if (firewall.firewallPolicyArn() == null)
            return ReadParts.told("network-firewall:DescribeFirewall", /* part */ null);
        Read<DescribeFirewallPolicyResponse> answer = scope.calls()
                .get(
                        NetworkFirewallClient.class,
                        scope.region(),
                        DescribeFirewallPolicyRequest.builder()
                                .firewallPolicyArn(firewall.firewallPolicyArn())
                                .build(),
                        NetworkFirewallClient::describeFirewallPolicy);
        return answer.flatMap(each -> ReadParts.told(POLICY, each.firewallPolicy()));
    }
}
