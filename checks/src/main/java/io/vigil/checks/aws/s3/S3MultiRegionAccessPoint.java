package io.vigil.checks.aws.s3;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.Optional;
import software.amazon.awssdk.services.s3control.model.MultiRegionAccessPointReport;
import software.amazon.awssdk.services.s3control.model.PublicAccessBlockConfiguration;

/**
 * An access point over buckets of several regions.
 *
 * @param publicAccessBlock its own, under the name that access points of one region have for it
 */
public record S3MultiRegionAccessPoint(
        @Itself MultiRegionAccessPointReport accessPoint,
        Read<Optional<PublicAccessBlockConfiguration>> publicAccessBlock) {}
