package io.vigil.checks.aws.apigateway;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import java.util.List;
import software.amazon.awssdk.services.apigatewayv2.model.Api;

/** An HTTP or WebSocket API. */
public record ApiGatewayHttpApi(@Itself Api api, Read<List<ApiMethod>> methods, WebEndpoint endpoint) {}
