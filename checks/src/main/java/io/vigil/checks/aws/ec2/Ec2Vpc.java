package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * A VPC.
 *
 * @param flowLogs those of the VPC itself; one of a subnet or an interface sees only a part
 * @param keptFlowLogs those of them that are active
 * @param layout its subnets, those that are shared with others too
 * @param firewalls names of network firewalls that stand in it, or on a transit gateway that it is routed to
 * @param firewallEndpoints ids of endpoints in it that lead to a network firewall, whosever
 */
public record Ec2Vpc(
        @Itself Vpc vpc,
        Read<List<FlowLog>> flowLogs,
        Read<List<KeptFlowLog>> keptFlowLogs,
        Read<VpcLayout> layout,
        Read<List<String>> firewalls,
        Read<List<String>> firewallEndpoints) {}
