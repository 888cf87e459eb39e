package io.vigil.scanner.collect.acm;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.acm.AcmCertificate;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.Filters;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.acm.model.ListCertificatesResponse;

/** The certificates of a region. Unless asked otherwise AWS lists those with an RSA key of up to 2,048 bits only. */
public final class Certificates implements Collector<AcmCertificate> {
    private static final int PAGE = 1000;

    @Override
    public ResourceType<AcmCertificate> type() {
        return ResourceTypes.ACM_CERTIFICATE;
    }

    @Override
    public Set<String> operations() {
        return Set.of("acm:ListCertificates");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<AcmCertificate> sink) throws InterruptedException {
        return scope.calls().stream(
                AcmClient.class,
                scope.region(),
                ListCertificatesRequest.builder()
                        .includes(Filters.builder()
                                .keyTypes(List.copyOf(KeyAlgorithm.knownValues()))
                                .build())
                        .maxItems(PAGE)
                        .build(),
                AcmClient::listCertificatesPaginator,
                ListCertificatesResponse::certificateSummaryList,
                page -> {
                    for (CertificateSummary certificate : page) sink.accept(resource(scope, certificate));
                });
    }

    private Resource<AcmCertificate> resource(UnitScope scope, CertificateSummary certificate) {
        return new Resource<>(
                type(),
                scope.region(),
                certificate.certificateArn(),
                certificate.domainName(),
                Map.of(),
                new AcmCertificate(certificate));
    }
}
