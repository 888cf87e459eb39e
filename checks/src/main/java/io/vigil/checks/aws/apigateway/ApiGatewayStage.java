package io.vigil.checks.aws.apigateway;

import io.vigil.checks.Itself;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import software.amazon.awssdk.services.apigateway.model.Stage;

/**
 * A stage of a REST API.
 *
 * @param webAclArn empty without one
 */
public record ApiGatewayStage(@Itself Stage stage, ApiLogs logs, WebEndpoint endpoint, String webAclArn) {}
