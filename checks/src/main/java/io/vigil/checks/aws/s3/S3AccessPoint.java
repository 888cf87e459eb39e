package io.vigil.checks.aws.s3;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.Optional;
import software.amazon.awssdk.services.s3control.model.AccessPoint;
import software.amazon.awssdk.services.s3control.model.PublicAccessBlockConfiguration;

/**
 * An access point of this account, whoever owns its bucket.
 *
 * @param publicAccessBlock its own, empty when AWS tells none; it cannot be changed afterwards
 */
public record S3AccessPoint(
        @Itself AccessPoint accessPoint, Read<Optional<PublicAccessBlockConfiguration>> publicAccessBlock) {}
