package io.vigil.scanner.collect.iam;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.iam.IamServerCertificate;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ListServerCertificatesRequest;
import software.amazon.awssdk.services.iam.model.ListServerCertificatesResponse;

/** The certificates that were uploaded to IAM; their keys can be read by nobody. */
public final class ServerCertificates implements Collector<IamServerCertificate> {
    private static final String LIST = "iam:ListServerCertificates";
    private static final int PAGE = 1000;

    @Override
    public ResourceType<IamServerCertificate> type() {
        return ResourceTypes.IAM_SERVER_CERTIFICATE;
    }

    @Override
    public Set<String> operations() {
        return Set.of(LIST);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<IamServerCertificate> sink) throws InterruptedException {
        return scope.calls().stream(
                IamClient.class,
                scope.region(),
                ListServerCertificatesRequest.builder().maxItems(PAGE).build(),
                IamClient::listServerCertificatesPaginator,
                ListServerCertificatesResponse::serverCertificateMetadataList,
                page -> {
                    for (var certificate : page)
                        sink.accept(new Resource<>(
                                type(),
                                scope.region(),
                                certificate.arn(),
                                certificate.serverCertificateName(),
                                Map.of(),
                                new IamServerCertificate(certificate)));
                });
    }
}
