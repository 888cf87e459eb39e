package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/**
 * A snapshot that this account owns.
 *
 * @param restorableByAll whether every AWS account may make a volume of it
 */
public record EbsSnapshot(@Itself Snapshot snapshot, Read<Boolean> restorableByAll) {}
