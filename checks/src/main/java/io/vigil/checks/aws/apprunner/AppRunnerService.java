package io.vigil.checks.aws.apprunner;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WafRule;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import java.util.List;
import software.amazon.awssdk.services.apprunner.model.ServiceSummary;

/**
 * A service of App Runner.
 *
 * @param webAclArn empty without one
 * @param wafRules what the rules of that web ACL do, of its rule groups too; empty without one
 */
public record AppRunnerService(
        @Itself ServiceSummary service,
        Read<WebEndpoint> endpoint,
        Read<String> webAclArn,
        Read<List<WafRule>> wafRules) {}
