package io.vigil.checks.aws.ec2;

import io.vigil.checks.Read;
import java.util.List;

/**
 * What an instance gets that is started by a version of a launch template or by a launch configuration.
 *
 * @param version such as {@code default version 3}, {@code version 2}, {@code launch configuration}
 * @param startedBy names of the Auto Scaling groups that use it
 * @param publicAddress whether a network interface asks for a public IPv4 address; false where the subnet decides
 * @param securityGroups their ids
 * @param metadataService as the instances get it: where the version says nothing, by the account's default
 */
public record LaunchSettings(
        String version,
        List<String> startedBy,
        boolean publicAddress,
        List<String> securityGroups,
        Read<MetadataService> metadataService) {

    /** How an instance's metadata service answers. */
    public enum MetadataService {
        V2_ONLY,
        V1_TOO,
        OFF,

        /** Neither the launch nor the account says so: the image decides. */
        NOT_SET
    }
}
