package io.vigil.scanner.collect.kms;

import io.vigil.checks.Read;
import io.vigil.contracts.Region;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** What KMS tells of single keys, once a unit, for whoever judges them or something that one of them encrypts. */
public final class DescribedKeys {
    public static final String OPERATION = "kms:DescribeKey";

    private static final Set<String> DELETED_MEANWHILE = Set.of("NotFoundException");

    private DescribedKeys() {}

    /** Empty when the key is no longer there. */
    static Read<Optional<KeyMetadata>> byId(UnitScope scope, Region region, String keyId) throws InterruptedException {
        Read<Optional<DescribeKeyResponse>> answer = scope.calls()
                .find(
                        KmsClient.class,
                        region,
                        DescribeKeyRequest.builder().keyId(keyId).build(),
                        KmsClient::describeKey,
                        DELETED_MEANWHILE);
        return ReadParts.toldIfAny(OPERATION, answer, DescribeKeyResponse::keyMetadata);
    }

    /** A key of this account and region or of another; empty when it is no longer there. */
    public static Read<Optional<KeyMetadata>> byArn(UnitScope scope, String arn) throws InterruptedException {
        return byName(scope, scope.region(), arn);
    }

    /** @param name of the key as its user wrote it: its ARN, its id, or an alias of either form */
    static Read<Optional<KeyMetadata>> byName(UnitScope scope, Region region, String name) throws InterruptedException {
        String ours = ":kms:%s:%s:key/".formatted(region, scope.account());
        int at = name.indexOf(ours);
        return byId(scope, region, at < 0 ? name : name.substring(at + ours.length()));
    }
}
