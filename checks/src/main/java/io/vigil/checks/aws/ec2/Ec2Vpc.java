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
 */
public record Ec2Vpc(@Itself Vpc vpc, Read<List<FlowLog>> flowLogs) {}
