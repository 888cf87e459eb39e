package io.vigil.checks.aws.iam;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.iam.model.ServerCertificateMetadata;

/** A TLS certificate that was uploaded to IAM, not to Certificate Manager. */
public record IamServerCertificate(@Itself ServerCertificateMetadata certificate) {}
