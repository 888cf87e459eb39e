package io.vigil.scanner.collect.kms;

import io.vigil.checks.Read;
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
    static Read<Optional<KeyMetadata>> byId(UnitScope scope, String keyId) throws InterruptedException {
        Read<Optional<DescribeKeyResponse>> answer = scope.calls()
                .find(
                        KmsClient.class,
                        scope.region(),
                        DescribeKeyRequest.builder().keyId(keyId).build(),
                        KmsClient::describeKey,
                        DELETED_MEANWHILE);
        return ReadParts.toldIfAny(OPERATION, answer, DescribeKeyResponse::keyMetadata);
    }

    /** A key of this account and region or of another; empty when it is no longer there. */
    public static Read<Optional<KeyMetadata>> byArn(UnitScope scope, String arn) throws InterruptedException {
        String ours = scope.arn("kms", "key/");
        return byId(scope, arn.startsWith(ours) ? arn.substring(ours.length()) : arn);
    }
}
