package io.vigil.scanner.collect.secretsmanager;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.secretsmanager.SecretsManagerSecret;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.PolicyMeaning;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** The secrets of a region, without their values. */
public final class Secrets implements Collector<SecretsManagerSecret> {
    private static final int PAGE = 100;
    private static final Set<String> DELETED_MEANWHILE = Set.of("ResourceNotFoundException");

    @Override
    public ResourceType<SecretsManagerSecret> type() {
        return ResourceTypes.SECRETSMANAGER_SECRET;
    }

    @Override
    public Set<String> operations() {
        return Set.of("secretsmanager:ListSecrets", "secretsmanager:GetResourcePolicy");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<SecretsManagerSecret> sink) throws InterruptedException {
        return scope.calls().stream(
                SecretsManagerClient.class,
                scope.region(),
                ListSecretsRequest.builder().maxResults(PAGE).build(),
                SecretsManagerClient::listSecretsPaginator,
                ListSecretsResponse::secretList,
                page -> {
                    for (Optional<Resource<SecretsManagerSecret>> secret : scope.each(page, s -> resource(scope, s)))
                        if (secret.isPresent()) sink.accept(secret.get());
                });
    }

    private Optional<Resource<SecretsManagerSecret>> resource(UnitScope scope, SecretListEntry secret)
            throws InterruptedException {
        Read<Optional<GetResourcePolicyResponse>> found = scope.calls()
                .find(
                        SecretsManagerClient.class,
                        scope.region(),
                        GetResourcePolicyRequest.builder()
                                .secretId(secret.arn())
                                .build(),
                        SecretsManagerClient::getResourcePolicy,
                        DELETED_MEANWHILE);
        if (ReadParts.isNone(found)) return Optional.empty();
        Read<Optional<String>> json = found.map(each -> each.map(GetResourcePolicyResponse::resourcePolicy));
        boolean replica = secret.primaryRegion() != null
                && !secret.primaryRegion().equals(scope.region().value());
        return Optional.of(new Resource<>(
                type(),
                scope.region(),
                secret.arn(),
                secret.name(),
                secret.tags().stream()
                        .collect(Collectors.toMap(
                                Tag::key, tag -> Objects.requireNonNullElse(tag.value(), ""), (first, again) -> again)),
                new SecretsManagerSecret(
                        secret, PolicyMeaning.ofOptional(scope, "secretsmanager:GetResourcePolicy", json), replica)));
    }
}
