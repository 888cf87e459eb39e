package io.vigil.scanner.collect.ssm;

import io.vigil.checks.Read;
import io.vigil.scanner.collect.UnitScope;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetDocumentRequest;
import software.amazon.awssdk.services.ssm.model.GetDocumentResponse;

/** What documents say, in their default version, each read once a unit; it must not leave the collectors. */
final class DocumentTexts {
    static final String OPERATION = "ssm:GetDocument";

    private static final Set<String> NONE = Set.of("InvalidDocument");

    private DocumentTexts() {}

    /** Empty when there is no such document. */
    static Read<Optional<GetDocumentResponse>> of(UnitScope scope, String name) throws InterruptedException {
        return scope.calls()
                .find(
                        SsmClient.class,
                        scope.region(),
                        GetDocumentRequest.builder().name(name).build(),
                        SsmClient::getDocument,
                        NONE);
    }
}
