package io.vigil.scanner.collect.account;

import io.vigil.checks.Read;
import io.vigil.checks.aws.account.AggregationDuty;
import io.vigil.checks.aws.account.OrganizationAggregator;
import io.vigil.contracts.Region;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ConfigurationAggregator;
import software.amazon.awssdk.services.config.model.DescribeConfigurationAggregatorsRequest;
import software.amazon.awssdk.services.config.model.DescribeConfigurationAggregatorsResponse;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.DelegatedAdministrator;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationRequest;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.organizations.model.ListDelegatedAdministratorsRequest;
import software.amazon.awssdk.services.organizations.model.ListDelegatedAdministratorsResponse;

/** Who collects the Config data of the account's organization. */
final class Aggregation {
    static final String AGGREGATORS = "config:DescribeConfigurationAggregators";
    static final Set<String> OF_DUTY =
            Set.of("organizations:DescribeOrganization", "organizations:ListDelegatedAdministrators");

    private static final Set<String> IN_NO_ORGANIZATION = Set.of("AWSOrganizationsNotInUseException");
    private static final int PAGE = 100;

    private Aggregation() {}

    static Read<List<OrganizationAggregator>> aggregators(UnitScope scope) throws InterruptedException {
        List<Read<List<OrganizationAggregator>>> regions =
                scope.each(scope.regions(), region -> aggregators(scope, region));
        return ReadParts.all(regions)
                .map(all -> all.stream().flatMap(List::stream).toList());
    }

    private static Read<List<OrganizationAggregator>> aggregators(UnitScope scope, Region region)
            throws InterruptedException {
        return scope.calls()
                .list(
                        ConfigClient.class,
                        region,
                        DescribeConfigurationAggregatorsRequest.builder()
                                .limit(PAGE)
                                .build(),
                        ConfigClient::describeConfigurationAggregatorsPaginator,
                        DescribeConfigurationAggregatorsResponse::configurationAggregators)
                .whole()
                .map(all -> ofOrganization(all, region));
    }

    private static List<OrganizationAggregator> ofOrganization(List<ConfigurationAggregator> all, Region region) {
        List<OrganizationAggregator> found = new ArrayList<>();
        for (ConfigurationAggregator each : all)
            if (each.organizationAggregationSource() != null)
                found.add(new OrganizationAggregator(
                        each.configurationAggregatorName(),
                        region.value(),
                        Boolean.TRUE.equals(each.organizationAggregationSource().allAwsRegions())));
        return found;
    }

    /** Only the management account may ask who is delegated. */
    static Read<Optional<AggregationDuty>> duty(UnitScope scope) throws InterruptedException {
        Read<Optional<String>> manager = scope.calls()
                .find(
                        OrganizationsClient.class,
                        scope.region(),
                        DescribeOrganizationRequest.builder().build(),
                        OrganizationsClient::describeOrganization,
                        IN_NO_ORGANIZATION)
                .map(found -> found.map(DescribeOrganizationResponse::organization)
                        .map(organization -> organization.masterAccountId()));
        if (!(manager instanceof Read.Known<Optional<String>>(Optional<String> known)) || known.isEmpty())
            return manager.map(none -> Optional.empty());
        if (!known.get().equals(scope.account().value()))
            return Read.known(Optional.of(new AggregationDuty(/* managementAccount */ false, /* delegated */ false)));
        return delegated(scope).map(others -> Optional.of(new AggregationDuty(/* managementAccount */ true, others)));
    }

    private static Read<Boolean> delegated(UnitScope scope) throws InterruptedException {
        Read<List<DelegatedAdministrator>> others = scope.calls()
                .list(
                        OrganizationsClient.class,
                        scope.region(),
                        ListDelegatedAdministratorsRequest.builder()
                                .servicePrincipal("config.amazonaws.com")
                                .build(),
                        OrganizationsClient::listDelegatedAdministratorsPaginator,
                        ListDelegatedAdministratorsResponse::delegatedAdministrators)
                .whole();
        return others.map(all -> !all.isEmpty());
    }
}
