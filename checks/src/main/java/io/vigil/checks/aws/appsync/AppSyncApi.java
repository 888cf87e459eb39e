package io.vigil.checks.aws.appsync;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WafRule;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import java.util.List;
import software.amazon.awssdk.services.appsync.model.GraphqlApi;

/**
 * A GraphQL API.
 *
 * @param webAclArn empty without one
 * @param wafRules what the rules of that web ACL do, of its rule groups too; empty without one
 */
public record AppSyncApi(
        @Itself GraphqlApi api, WebEndpoint endpoint, String webAclArn, Read<List<WafRule>> wafRules) {}
