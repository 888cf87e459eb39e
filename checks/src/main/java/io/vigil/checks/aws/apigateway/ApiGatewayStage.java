package io.vigil.checks.aws.apigateway;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WafRule;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import java.util.List;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * A stage of a REST API.
 *
 * @param webAclArn empty without one
 * @param wafRules what the rules of that web ACL do, of its rule groups too; empty without one
 */
public record ApiGatewayStage(
        @Itself Stage stage, ApiLogs logs, WebEndpoint endpoint, String webAclArn, Read<List<WafRule>> wafRules) {}
