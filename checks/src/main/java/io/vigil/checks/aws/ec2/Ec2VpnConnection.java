package io.vigil.checks.aws.ec2;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.VgwTelemetry;

/**
 * A site-to-site VPN connection; AWS's own description is not kept, since it holds the tunnels' keys.
 *
 * @param state {@code pending}, {@code available} or {@code deleting}
 */
public record Ec2VpnConnection(String id, String state, List<VgwTelemetry> tunnels) {}
