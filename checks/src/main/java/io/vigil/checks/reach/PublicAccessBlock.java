package io.vigil.checks.reach;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.InternetGatewayBlockMode;
import software.amazon.awssdk.services.ec2.model.InternetGatewayExclusionMode;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessExclusion;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessExclusionState;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessOptions;

/**
 * VPC block public access of a region.
 *
 * @param exclusions of no meaning while the mode is off
 */
public record PublicAccessBlock(
        VpcBlockPublicAccessOptions options, Read<List<VpcBlockPublicAccessExclusion>> exclusions) {
    private static final Set<VpcBlockPublicAccessExclusionState> IN_FORCE = Set.of(
            VpcBlockPublicAccessExclusionState.CREATE_COMPLETE,
            VpcBlockPublicAccessExclusionState.UPDATE_IN_PROGRESS,
            VpcBlockPublicAccessExclusionState.UPDATE_COMPLETE,
            VpcBlockPublicAccessExclusionState.UPDATE_FAILED);

    /** Whether what comes in by the internet gateway gets to the subnet; both modes that are not off stop it. */
    Read<Boolean> letsIn(Place place) {
        if (options.internetGatewayBlockMode() == InternetGatewayBlockMode.OFF) return Read.known(true);
        if (options.internetGatewayBlockMode() == null
                || options.internetGatewayBlockMode() == InternetGatewayBlockMode.UNKNOWN_TO_SDK_VERSION)
            return Read.missing(new Unread(
                    UnreadReason.MALFORMED,
                    "ec2:DescribeVpcBlockPublicAccessOptions",
                    null,
                    "mode '%s' is not known".formatted(options.internetGatewayBlockModeAsString())));
        return exclusions.map(all -> all.stream()
                .filter(each -> each.internetGatewayExclusionMode() == InternetGatewayExclusionMode.ALLOW_BIDIRECTIONAL)
                .filter(each -> IN_FORCE.contains(each.state()))
                .map(each -> String.valueOf(each.resourceArn()))
                .anyMatch(arn -> arn.endsWith(":vpc/" + place.vpc()) || arn.endsWith(":subnet/" + place.subnet())));
    }
}
