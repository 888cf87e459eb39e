package io.vigil.checks.aws.apigateway;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import java.util.List;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** A REST API. */
public record ApiGatewayRestApi(@Itself RestApi api, Read<List<ApiMethod>> methods, WebEndpoint endpoint) {}
