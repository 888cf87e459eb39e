package io.vigil.checks.aws.emr;

import io.vigil.checks.Read;
import software.amazon.awssdk.services.emr.model.BlockPublicAccessConfiguration;

/** What EMR is set to in a region as a whole; its id is {@code <account>/<region>}. */
public record EmrRegionSettings(String region, Read<BlockPublicAccessConfiguration> blockPublicAccess) {}
