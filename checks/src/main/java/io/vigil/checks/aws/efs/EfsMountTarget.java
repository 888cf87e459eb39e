package io.vigil.checks.aws.efs;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import software.amazon.awssdk.services.efs.model.MountTargetDescription;

/**
 * Where a file system is reached in a subnet.
 *
 * @param inPublicSubnet whether the subnet routes to an internet gateway
 */
public record EfsMountTarget(@Itself MountTargetDescription mountTarget, Read<Boolean> inPublicSubnet) {}
