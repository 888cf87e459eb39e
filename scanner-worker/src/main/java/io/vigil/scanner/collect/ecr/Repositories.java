package io.vigil.scanner.collect.ecr;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ecr.EcrRepository;
import io.vigil.checks.policy.PolicyFacts;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.PolicyMeaning;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchGetRepositoryScanningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetRepositoryScanningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.GetRegistryScanningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.RegistryScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.ScanFrequency;

/** The private repositories of a region, each with how it is scanned and its newest image. */
public final class Repositories implements Collector<EcrRepository> {
    private static final String REGISTRY = "ecr:GetRegistryScanningConfiguration";
    private static final int PAGE = 1000;

    /** AWS's limit. */
    private static final int SCANNING_BATCH = 25;

    private static final Set<String> NO_POLICY =
            Set.of("RepositoryPolicyNotFoundException", "RepositoryNotFoundException");

    @Override
    public ResourceType<EcrRepository> type() {
        return ResourceTypes.ECR_REPOSITORY;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                "ecr:DescribeRepositories",
                "ecr:GetRepositoryPolicy",
                "ecr:BatchGetRepositoryScanningConfiguration",
                REGISTRY,
                "ecr:DescribeImages",
                "ecr:DescribeImageScanFindings");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<EcrRepository> sink) throws InterruptedException {
        return scope.calls().stream(
                EcrClient.class,
                scope.region(),
                DescribeRepositoriesRequest.builder().maxResults(PAGE).build(),
                EcrClient::describeRepositoriesPaginator,
                DescribeRepositoriesResponse::repositories,
                page -> {
                    for (int from = 0; from < page.size(); from += SCANNING_BATCH) {
                        List<Repository> batch = page.subList(from, Math.min(page.size(), from + SCANNING_BATCH));
                        Read<Map<String, RepositoryScanningConfiguration>> scanning = scanning(scope, batch);
                        for (Resource<EcrRepository> each : scope.each(batch, r -> resource(scope, r, scanning)))
                            sink.accept(each);
                    }
                });
    }

    private static Read<Map<String, RepositoryScanningConfiguration>> scanning(UnitScope scope, List<Repository> batch)
            throws InterruptedException {
        return scope.calls()
                .get(
                        EcrClient.class,
                        scope.region(),
                        BatchGetRepositoryScanningConfigurationRequest.builder()
                                .repositoryNames(batch.stream()
                                        .map(Repository::repositoryName)
                                        .toList())
                                .build(),
                        EcrClient::batchGetRepositoryScanningConfiguration)
                .map(BatchGetRepositoryScanningConfigurationResponse::scanningConfigurations)
                .map(all -> all.stream()
                        .collect(Collectors.toMap(
                                RepositoryScanningConfiguration::repositoryName, Function.identity())));
    }

    private Resource<EcrRepository> resource(
            UnitScope scope, Repository repository, Read<Map<String, RepositoryScanningConfiguration>> scanning)
            throws InterruptedException {
        Read<RepositoryScanningConfiguration> own = scanning.flatMap(all -> told(all.get(repository.repositoryName())));
        return new Resource<>(
                type(),
                scope.region(),
                repository.repositoryArn(),
                repository.repositoryName(),
                Map.of(),
                new EcrRepository(
                        repository,
                        policy(scope, repository),
                        own,
                        registryScanning(scope, repository, own),
                        NewestImage.of(scope, repository.repositoryName())));
    }

    /** A repository that wants to be scanned on push, and that no rule takes in, depends on whether there are rules. */
    private static Read<RegistryScanningConfiguration> registryScanning(
            UnitScope scope, Repository repository, Read<RepositoryScanningConfiguration> scanning)
            throws InterruptedException {
        if (scanning instanceof Read.Missing<RepositoryScanningConfiguration>(Unread why)) return Read.missing(why);
        boolean wanted = repository.imageScanningConfiguration() != null
                && Boolean.TRUE.equals(repository.imageScanningConfiguration().scanOnPush());
        boolean byRule = scanning instanceof Read.Known<RepositoryScanningConfiguration>(var known)
                && known.scanFrequency() != ScanFrequency.MANUAL;
        if (!wanted || byRule) return Read.notAsked(REGISTRY, "the repository's own setting does not count");
        return scope.calls()
                .get(
                        EcrClient.class,
                        scope.region(),
                        GetRegistryScanningConfigurationRequest.builder().build(),
                        EcrClient::getRegistryScanningConfiguration)
                .flatMap(answer -> ReadParts.told(REGISTRY, answer.scanningConfiguration()));
    }

    private static Read<RepositoryScanningConfiguration> told(@Nullable RepositoryScanningConfiguration scanning) {
        return scanning != null
                ? Read.known(scanning)
                : Read.missing(new Unread(
                        UnreadReason.MALFORMED,
                        "ecr:BatchGetRepositoryScanningConfiguration",
                        null,
                        "the answer does not tell of this repository"));
    }

    private static Read<Optional<PolicyFacts>> policy(UnitScope scope, Repository repository)
            throws InterruptedException {
        Read<Optional<GetRepositoryPolicyResponse>> policy = scope.calls()
                .find(
                        EcrClient.class,
                        scope.region(),
                        GetRepositoryPolicyRequest.builder()
                                .repositoryName(repository.repositoryName())
                                .build(),
                        EcrClient::getRepositoryPolicy,
                        NO_POLICY);
        return PolicyMeaning.ofOptional(
                scope,
                "ecr:GetRepositoryPolicy",
                ReadParts.toldIfAny("ecr:GetRepositoryPolicy", policy, GetRepositoryPolicyResponse::policyText));
    }
}
