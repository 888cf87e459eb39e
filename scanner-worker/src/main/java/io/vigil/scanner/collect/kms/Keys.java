package io.vigil.scanner.collect.kms;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.kms.KmsKey;
import io.vigil.checks.policy.PolicyFacts;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.PolicyMeaning;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.OriginType;

/**
 * The KMS keys of a region. A key whose own policy keeps us from describing it makes the list incomplete: nothing can be
 * said of it, not even whose it is.
 */
public final class Keys implements Collector<KmsKey> {
    private static final int PAGE = 1000;
    private static final String POLICY = "kms:GetKeyPolicy";

    @Override
    public ResourceType<KmsKey> type() {
        return ResourceTypes.KMS_KEY;
    }

    @Override
    public Set<String> operations() {
        return Set.of("kms:ListKeys", DescribedKeys.OPERATION, "kms:GetKeyRotationStatus", POLICY);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<KmsKey> sink) throws InterruptedException {
        Listed<KeyListEntry> keys = scope.calls()
                .list(
                        KmsClient.class,
                        scope.region(),
                        ListKeysRequest.builder().limit(PAGE).build(),
                        KmsClient::listKeysPaginator,
                        ListKeysResponse::keys);
        return keys.end().and(ReadParts.handOver(scope, keys.items(), key -> resource(scope, key), sink));
    }

    private Read<Optional<Resource<KmsKey>>> resource(UnitScope scope, KeyListEntry entry) throws InterruptedException {
        Read<Optional<KeyMetadata>> described = DescribedKeys.byId(scope, scope.region(), entry.keyId());
        if (!(described instanceof Read.Known<Optional<KeyMetadata>>(Optional<KeyMetadata> found)) || found.isEmpty())
            return described.map(none -> Optional.empty());
        KeyMetadata key = found.get();
        return Read.known(Optional.of(new Resource<>(
                type(),
                scope.region(),
                key.arn(),
                key.keyId(),
                Map.of(),
                new KmsKey(key, rotation(scope, key), policy(scope, key)))));
    }

    private static Read<GetKeyRotationStatusResponse> rotation(UnitScope scope, KeyMetadata key)
            throws InterruptedException {
        if (!rotates(key))
            return Read.notAsked("kms:GetKeyRotationStatus", "only enabled symmetric customer keys of KMS rotate");
        return scope.calls()
                .get(
                        KmsClient.class,
                        scope.region(),
                        GetKeyRotationStatusRequest.builder().keyId(key.keyId()).build(),
                        KmsClient::getKeyRotationStatus);
    }

    /** AWS alone writes the policies of its own keys. */
    private static Read<PolicyFacts> policy(UnitScope scope, KeyMetadata key) throws InterruptedException {
        if (key.keyManager() != KeyManagerType.CUSTOMER)
            return Read.notAsked(POLICY, "the policies of keys that AWS manages are its own");
        return scope.calls()
                .get(
                        KmsClient.class,
                        scope.region(),
                        GetKeyPolicyRequest.builder()
                                .keyId(key.keyId())
                                .policyName("default")
                                .build(),
                        KmsClient::getKeyPolicy)
                .flatMap(answer -> ReadParts.told(POLICY, answer.policy()))
                .flatMap(text -> PolicyMeaning.of(scope, POLICY, text));
    }

    static boolean rotates(KeyMetadata key) {
        return key.keyManager() == KeyManagerType.CUSTOMER
                && key.keyState() == KeyState.ENABLED
                && key.keySpec() == KeySpec.SYMMETRIC_DEFAULT
                && key.origin() == OriginType.AWS_KMS;
    }
}
