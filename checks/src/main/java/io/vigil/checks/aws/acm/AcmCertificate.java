package io.vigil.checks.aws.acm;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.acm.model.CertificateSummary;

/** A certificate of ACM, issued or imported. */
public record AcmCertificate(@Itself CertificateSummary certificate) {}
