package io.vigil.checks.aws.appsync;

import io.vigil.checks.Itself;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import software.amazon.awssdk.services.appsync.model.GraphqlApi;

/**
 * A GraphQL API.
 *
 * @param webAclArn empty without one
 */
public record AppSyncApi(@Itself GraphqlApi api, WebEndpoint endpoint, String webAclArn) {}
