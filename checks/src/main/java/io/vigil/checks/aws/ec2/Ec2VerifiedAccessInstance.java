package io.vigil.checks.aws.ec2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WafRule;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.VerifiedAccessInstance;

/**
 * An instance of AWS Verified Access.
 *
 * @param endpoint facing the internet when applications are reached by it, filterable when some speak HTTP
 * @param webAclArn empty without one
 * @param wafRules what the rules of that web ACL do, of its rule groups too; empty without one
 */
public record Ec2VerifiedAccessInstance(
        @Itself VerifiedAccessInstance instance,
        Read<WebEndpoint> endpoint,
        Read<String> webAclArn,
        Read<List<WafRule>> wafRules) {}
