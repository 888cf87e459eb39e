package io.vigil.scanner.collect.s3;

import io.vigil.checks.Read;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3control.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3control.model.PublicAccessBlockConfiguration;

/** The public access block of the account as a whole; it counts for every bucket. */
public final class AccountPublicAccess {
    public static final String OPERATION = "s3control:GetPublicAccessBlock";
    private static final Set<String> NONE = Set.of("NoSuchPublicAccessBlockConfiguration");

    private AccountPublicAccess() {}

    /** Empty when the account has none. */
    public static Read<Optional<PublicAccessBlockConfiguration>> read(UnitScope scope) throws InterruptedException {
        Read<Optional<GetPublicAccessBlockResponse>> block = scope.calls()
                .find(
                        S3ControlClient.class,
                        scope.region(),
                        GetPublicAccessBlockRequest.builder()
                                .accountId(scope.account().value())
                                .build(),
                        S3ControlClient::getPublicAccessBlock,
                        NONE);
        return ReadParts.toldIfAny(OPERATION, block, GetPublicAccessBlockResponse::publicAccessBlockConfiguration);
    }
}
