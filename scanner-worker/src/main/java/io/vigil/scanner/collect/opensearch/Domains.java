package io.vigil.scanner.collect.opensearch;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.opensearch.OpenSearchDomain;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.PolicyMeaning;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.opensearch.OpenSearchClient;
import software.amazon.awssdk.services.opensearch.model.DescribeDomainsRequest;
import software.amazon.awssdk.services.opensearch.model.DescribeDomainsResponse;
import software.amazon.awssdk.services.opensearch.model.DomainInfo;
import software.amazon.awssdk.services.opensearch.model.DomainStatus;
import software.amazon.awssdk.services.opensearch.model.ListDomainNamesRequest;
import software.amazon.awssdk.services.opensearch.model.ListDomainNamesResponse;

/** The search domains of a region, five a call. */
public final class Domains implements Collector<OpenSearchDomain> {
    /** AWS's limit. */
    private static final int BATCH = 5;

    private static final String DESCRIBE = "opensearch:DescribeDomains";

    @Override
    public ResourceType<OpenSearchDomain> type() {
        return ResourceTypes.OPENSEARCH_DOMAIN;
    }

    @Override
    public Set<String> operations() {
        return Set.of("opensearch:ListDomainNames", DESCRIBE);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<OpenSearchDomain> sink) throws InterruptedException {
        Read<ListDomainNamesResponse> listed = scope.calls()
                .get(
                        OpenSearchClient.class,
                        scope.region(),
                        ListDomainNamesRequest.builder().build(),
                        OpenSearchClient::listDomainNames);
        return switch (listed) {
            case Read.Missing<ListDomainNamesResponse>(Unread why) -> new ListEnd.NotReached(why);
            case Read.Known<ListDomainNamesResponse>(ListDomainNamesResponse answer) ->
                describe(
                        scope,
                        answer.domainNames().stream()
                                .map(DomainInfo::domainName)
                                .toList(),
                        sink);
        };
    }

    private ListEnd describe(UnitScope scope, List<String> names, ResourceSink<OpenSearchDomain> sink)
            throws InterruptedException {
        ListEnd end = ListEnd.REACHED;
        for (int from = 0; from < names.size(); from += BATCH) {
            Read<DescribeDomainsResponse> described = scope.calls()
                    .get(
                            OpenSearchClient.class,
                            scope.region(),
                            DescribeDomainsRequest.builder()
                                    .domainNames(names.subList(from, Math.min(names.size(), from + BATCH)))
                                    .build(),
                            OpenSearchClient::describeDomains);
            switch (described) {
                case Read.Known<DescribeDomainsResponse>(DescribeDomainsResponse answer) -> {
                    for (DomainStatus domain : answer.domainStatusList())
                        if (!Boolean.TRUE.equals(domain.deleted())) sink.accept(resource(scope, domain));
                }
                case Read.Missing<DescribeDomainsResponse>(Unread why) -> end = end.and(new ListEnd.NotReached(why));
            }
        }
        return end;
    }

    private Resource<OpenSearchDomain> resource(UnitScope scope, DomainStatus domain) {
        Optional<String> policy = Optional.ofNullable(domain.accessPolicies()).filter(text -> !text.isBlank());
        return new Resource<>(
                type(),
                scope.region(),
                domain.arn(),
                domain.domainName(),
                Map.of(),
                new OpenSearchDomain(domain, PolicyMeaning.ofOptional(scope, DESCRIBE, Read.known(policy))));
    }
}
