package io.vigil.checks.aws.apigateway;

import io.vigil.checks.Itself;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** A stage of an HTTP or WebSocket API; WAF protects none. */
public record ApiGatewayHttpStage(@Itself Stage stage, ApiLogs logs, WebEndpoint endpoint) {}
